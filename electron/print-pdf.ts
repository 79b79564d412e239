import { spawn } from 'node:child_process'
import { mkdtemp, rename, rm, copyFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AppError } from '../shared/errors.ts'
import { findChromium } from './find-chromium.ts'

/** Prints an HTML file as a PDF file. */
export type PrintPdf = (html: string, pdf: string, signal: AbortSignal) => Promise<void>

/** Starting and printing takes about a second; a browser that hangs is ended. */
const MOST_MS = 120_000

const ARGUMENTS = [
  '--headless',
  '--disable-gpu',
  '--no-first-run',
  '--disable-extensions',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--no-pdf-header-footer',
]

/** Prints with a Chromium browser of this machine. AppError `pdf_unavailable` where there is none or it fails, `cancelled`. */
export const printWithChromium: PrintPdf = async (html, pdf, signal) => {
  const browser = findChromium()
  if (browser === null) throw new AppError('pdf_unavailable', { why: 'none was found' })
  const profile = await mkdtemp(join(tmpdir(), 'tidemark-print-'))
  const printed = join(profile, 'report.pdf')
  // Its own sandbox cannot be set up by root; the page holds no script and comes from us.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  try {
    await run(
      browser,
      [
        ...ARGUMENTS,
        ...asRoot,
        `--user-data-dir=${join(profile, 'profile')}`,
        `--print-to-pdf=${printed}`,
        pathToFileURL(html).href,
      ],
      signal,
    )
    if ((await stat(printed).catch(() => null)) === null)
      throw new AppError('pdf_unavailable', { why: `${browser} printed nothing` })
    await moveFile(printed, pdf)
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 3 }).catch(() => null)
  }
}

async function run(program: string, args: readonly string[], signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const limit = AbortSignal.any([signal, AbortSignal.timeout(MOST_MS)])
  const child = spawn(program, args, { stdio: 'ignore', signal: limit })
  child.on('error', (error) => {
    if (signal.aborted) reject(new AppError('cancelled'))
    else if (limit.aborted) reject(new AppError('pdf_unavailable', { why: `${program} did not end` }))
    else reject(new AppError('pdf_unavailable', { why: `${program} cannot be started` }, { cause: error }))
  })
  child.on('close', (code) => {
    if (code === 0) resolve()
    else reject(new AppError('pdf_unavailable', { why: `${program} ended with ${String(code)}` }))
  })
  return promise
}

/** The temporary folder may lie on another disk. */
async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch {
    await copyFile(from, to)
  }
}
