import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../shared/errors.ts'
import { formatPlural } from '../shared/format.ts'
import { APP_ROOT, APP_VERSION } from './app-root.ts'
import { walkSources } from './import/source-walk.ts'
import { openReader } from './store/connection.ts'
import { importQueries } from './store/import-queries.ts'
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
    if (verify) checks.push(verifyContents(workspacePath), ...(await verifySources(workspacePath)))
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

/** Hashes again what still lies where it was imported from; one check of all, and one for each source that is another now. */
async function verifySources(workspacePath: string): Promise<DoctorCheck[]> {
  const known = sourceHashes(workspacePath)
  const changed: string[] = []
  let same = 0
  let gone = 0
  for (const [file, sources] of Map.groupBy(known.keys(), fileOf)) {
    const hashes = file === null ? new Map<string, string>() : await hashesBelow(file, known)
    for (const source of sources) {
      const hash = hashes.get(source)
      if (file === null) gone++
      else if (hash !== undefined && known.get(source)?.has(hash)) same++
      else changed.push(source)
    }
  }
  const detail = `${formatPlural(same, 'source')} as imported, ${changed.length} changed since, ${gone} no longer there`
  return [
    { name: 'sources', ok: changed.length === 0, detail },
    ...changed.map((name) => ({ name, ok: false, detail: 'changed since it was imported' })),
  ]
}

/** By source, the hashes it was imported with: a file that grew is imported more than once. */
function sourceHashes(workspacePath: string): Map<string, Set<string>> {
  const connection = openReader(workspacePath)
  try {
    const known = new Map<string, Set<string>>()
    for (const { path, sha256 } of importQueries(connection)
      .list()
      .flatMap((row) => row.sources)) {
      if (sha256 === '') continue
      const hashes = known.get(path)
      if (hashes) hashes.add(sha256)
      else known.set(path, new Set([sha256]))
    }
    return known
  } finally {
    connection.close()
  }
}

/** The file on disk that a source comes from (`archive.zip!inner` from `archive.zip`), null where it is gone. */
function fileOf(source: string): string | null {
  for (let at = source.length; at > 0; at = source.lastIndexOf('!', at - 1)) {
    const path = source.slice(0, at)
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path
  }
  return null
}

async function hashesBelow(file: string, wanted: ReadonlyMap<string, unknown>): Promise<Map<string, string>> {
  const hashes = new Map<string, string>()
  for await (const source of walkSources(file)) {
    if (!wanted.has(source.path)) continue
    try {
      for await (const _ of source.bytes());
    } catch (error) {
      // A source that was cut off when it was imported is compared by what there was of it.
      if (!(error instanceof AppError)) throw error
    }
    hashes.set(source.path, source.sha256())
  }
  return hashes
}
