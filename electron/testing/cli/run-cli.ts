import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ImportResult } from '../../services.ts'

const CLI = fileURLToPath(new URL('../../cli.ts', import.meta.url))

export interface CliResult {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

export interface CliOptions {
  input?: string | Buffer
  /** The folder that remembers the last workspace; left out, one of its own that goes with the process. */
  home?: string
  /** Is given the process as soon as it runs. */
  onStart?: (child: ChildProcess) => void
}

/** Runs the command line from its sources in a process of its own, as a person would. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'tidemark-home-'))
  const { promise, resolve, reject } = Promise.withResolvers<CliResult>()
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { ...process.env, TIDEMARK_HOME: home },
    stdio: 'pipe',
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
  child.stdin.on('error', () => null)
  child.stdin.end(options.input ?? '')
  child.on('error', reject)
  child.on('close', (code, signal) => {
    if (options.home === undefined) rmSync(home, { recursive: true, force: true })
    resolve({ code, signal, ...said })
  })
  options.onStart?.(child)
  return promise
}

/** What `import --json` prints. */
export interface ImportJson {
  workspace: ImportResult['workspace']
  sources: Omit<ImportResult['sources'][number], 'failed'>[]
}

/** Runs a command that prints one JSON value; throws with its messages where it does not. */
export async function runJson(args: readonly string[], options: CliOptions = {}): Promise<unknown> {
  const { stdout, stderr } = await runCli([...args, '--json'], options)
  if (stdout === '') throw new Error(`${args.join(' ')}: ${stderr}`)
  return JSON.parse(stdout)
}

export async function runImport(args: readonly string[], options: CliOptions = {}): Promise<ImportJson> {
  return (await runJson(['import', ...args], options)) as ImportJson
}
