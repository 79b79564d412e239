import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../shared/errors.ts'
import { APP_ROOT, APP_VERSION } from './app-root.ts'
import { checkIntegrity, verifyContents } from './store/integrity.ts'

export interface DoctorCheck {
  name: string
  ok: boolean
  detail: string
}

const OLDEST_NODE = 22

/** What a person is asked for when something does not work. `verify` also re-hashes contents and the sources that still exist. */
export async function runDoctor(workspacePath: string, verify: boolean): Promise<DoctorCheck[]> {
  const checks: DoctorCheck[] = [
    { name: 'tidemark', ok: true, detail: APP_VERSION },
    { name: 'node', ok: Number.parseInt(process.versions.node, 10) >= OLDEST_NODE, detail: process.version },
    { name: 'electron', ok: true, detail: electronRuntime() },
  ]
  if (!existsSync(workspacePath)) {
    return [...checks, { name: 'workspace', ok: true, detail: `${workspacePath} does not exist yet` }]
  }
  try {
    checks.push(...checkIntegrity(workspacePath))
    if (verify) checks.push(...(await verifyContents(workspacePath)))
  } catch (error) {
    const detail = error instanceof AppError ? error.message : String(error)
    checks.push({ name: 'workspace', ok: false, detail })
  }
  return checks
}

function electronRuntime(): string {
  const folder = join(APP_ROOT, 'node_modules', 'electron', 'dist')
  return existsSync(folder)
    ? 'runtime installed'
    : 'no runtime here; the app runs in a browser (tidemark serve)'
}
