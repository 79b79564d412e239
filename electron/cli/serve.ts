import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { type BrowserHost, type BrowserHostOptions, startBrowserHost } from '../browser-host.ts'
import {
  type AnalysisResult,
  createUploads,
  type ImportResult,
  importFirstRunSample,
  loadPage,
  type Services,
} from '../services.ts'
import { printAnalysis } from './analyze.ts'
import { numberOption } from './option-values.ts'
import { printImport } from './print-import.ts'
import type { AddCommand } from './program.ts'
import { EXIT, type GlobalOptions, printJson, printLine, say } from './terminal.ts'
import { followJob, openServices } from './with-services.ts'

interface ServeOptions extends GlobalOptions {
  port: string
  open?: boolean
  firstRun?: boolean
}

export const addServeCommand: AddCommand = (program, done) => {
  program
    .command('serve')
    .description('the app in a normal browser, on 127.0.0.1 only')
    .argument('[file...]', 'exports to import first')
    .option('--port <n>', 'port (default: a free one)', '0')
    .option('--open', 'open the browser')
    .option('--first-run', 'import the bundled sample where the workspace is new')
    .action(async (files: string[], options: ServeOptions) => {
      const port = numberOption('--port', options.port, { least: 0, most: 65_535, whole: true })
      const uploads = await createUploads()
      const services = openServices(options, (reference) => uploads.resolve(reference))
      try {
        await importNamed(services, files, options)
        const host = await startHost({
          dispatch: services.dispatch,
          events: services.events,
          uploads,
          files: await loadPage(),
          port,
        })
        if (options.json) printJson({ url: host.url })
        else printLine(`Tidemark is open at ${host.url}`)
        say(options, 'Ctrl+C ends it.')
        services.ensureIndex()
        if (options.open) openBrowser(host.url)
        await interrupted()
        await host.close()
      } finally {
        await services.close()
        await uploads.close()
      }
      done(EXIT.done)
    })
}

/** Imports the files named, or the sample at the very first start, and prints what was found. */
async function importNamed(services: Services, files: string[], options: ServeOptions): Promise<void> {
  const job =
    files.length > 0
      ? services.startImport({ paths: files.map((file) => (file === '-' ? file : resolve(file))) })
      : options.firstRun
        ? importFirstRunSample(services)
        : null
  if (!job) return
  const quiet = options.json === true || options.quiet === true
  const imported = await followJob<ImportResult>(services, options, job)
  if (!quiet) printImport(imported)
  const analysed = await followJob<AnalysisResult>(services, options, services.startAnalysis({}))
  if (!quiet) printAnalysis(analysed)
}

async function startHost(options: BrowserHostOptions): Promise<BrowserHost> {
  try {
    return await startBrowserHost(options)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? PORT_REASONS.get(String(error.code)) : undefined
    throw why === undefined
      ? error
      : new AppError('port_unavailable', { port: options.port ?? 0, why }, { cause: error })
  }
}

const PORT_REASONS = new Map([
  ['EADDRINUSE', 'another program uses it'],
  ['EACCES', 'it is reserved for the system'],
])

function interrupted(): Promise<void> {
  return new Promise((end) => {
    process.once('SIGINT', end)
    process.once('SIGTERM', end)
  })
}

const OPENERS: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
  linux: ['xdg-open'],
}

/** Best effort: the address is printed anyway. */
function openBrowser(url: string): void {
  const [command, ...args] = OPENERS[process.platform] ?? []
  if (!command) return
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return
  spawn(command, [...args, url], { stdio: 'ignore', detached: true })
    .on('error', () => null)
    .unref()
}
