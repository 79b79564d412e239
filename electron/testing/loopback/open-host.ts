import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBrowserHost, type BrowserHost } from '../../browser-host.ts'
import { loadStaticFiles } from '../../static-files.ts'
import { createDispatch } from '../../transport/dispatch.ts'
import { createEventHub, type EventHub } from '../../transport/event-hub.ts'
import type { TransportLimits } from '../../transport/limits.ts'
import { createUploads, type Uploads } from '../../transport/uploads.ts'
import { createEchoHandlers } from '../contract/echo-handlers.ts'

export interface OpenHost extends BrowserHost {
  events: EventHub
  uploads: Uploads
  /** What the handlers were called with, by method. */
  calls: Map<string, unknown[]>
  /** Where the uploads' folder lies. */
  temporary: string
}

const PAGE =
  '<!doctype html><html><head><title>Tidemark</title></head><body><script src="/app.js"></script></body></html>'

/** A real host over a small built page; `script` is its only script. */
export async function openHost(
  options: { script?: string; limits?: Partial<TransportLimits>; port?: number; folder?: string } = {},
): Promise<OpenHost> {
  const folder = options.folder ?? (await writePage(options.script ?? ''))
  const calls = new Map<string, unknown[]>()
  const events = createEventHub(console.error)
  const temporary = await mkdtemp(join(tmpdir(), 'tidemark-test-'))
  const uploads = await createUploads(temporary)
  const host = await startBrowserHost({
    dispatch: createDispatch(createEchoHandlers(calls), console.error),
    events,
    uploads,
    files: await loadStaticFiles(folder),
    port: options.port,
    limits: options.limits,
  })
  const close = async (): Promise<void> => {
    await host.close()
    await rm(temporary, { recursive: true, force: true })
    if (options.folder === undefined) await rm(folder, { recursive: true, force: true })
  }
  return { ...host, events, uploads, calls, temporary, close }
}

async function writePage(script: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tidemark-page-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), PAGE)
  await writeFile(join(folder, 'app.js'), script)
  await writeFile(join(folder, 'assets', 'style.css'), 'body{}')
  return folder
}
