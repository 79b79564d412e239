import { join } from 'node:path'
import { APP_ROOT } from './app-root.ts'
import { securityHeaders } from './content-security.ts'
import { loadStaticFiles, type StaticFiles } from './static-files.ts'
import type { Dispatch, Log } from './transport/dispatch.ts'
import type { EventHub } from './transport/event-hub.ts'
import { serveHttp } from './transport/http.ts'
import type { TransportLimits } from './transport/limits.ts'
import type { Uploads } from './transport/uploads.ts'

export interface BrowserHostOptions {
  dispatch: Dispatch
  events: EventHub
  uploads: Uploads
  /** The built page; left out, it is the one in out/renderer. */
  files?: StaticFiles
  /** 0, the default, takes a free one. */
  port?: number
  log?: Log
  limits?: Partial<TransportLimits>
}

export interface BrowserHost {
  /** What a person opens. The token stands in the fragment, which no browser sends and no log keeps. */
  url: string
  port: number
  token: string
  /** Ends connections and removes the uploads. */
  close(): Promise<void>
}

/** The same app without Electron, for a normal browser on this machine or at the end of a tunnel. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const { dispatch, events, uploads, port, limits } = options
  const files = options.files ?? (await loadStaticFiles(join(APP_ROOT, 'out', 'renderer')))
  const transport = await serveHttp({
    dispatch,
    events,
    uploads,
    findFile: files.find,
    isDocument: files.isDocument,
    headers: securityHeaders(files.nonce),
    log: options.log ?? logToStandardError,
    port,
    limits,
  })
  const { token } = transport.access
  return {
    url: `http://127.0.0.1:${transport.port}/#t=${token}`,
    port: transport.port,
    token,
    async close() {
      await transport.close()
      await uploads.close()
    },
  }
}

function logToStandardError(message: string, error?: unknown): void {
  console.error(message, error ?? '')
}
