import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { AppError } from '../../shared/errors.ts'
import { createAccess, type Access } from './access.ts'
import { errorReply, replyFromError, type Dispatch, type Log } from './dispatch.ts'
import type { EventHub } from './event-hub.ts'
import { streamEvents } from './event-stream.ts'
import { rawAnswer, send, sendJson, sendReply } from './http-answer.ts'
import { readJsonBody } from './json-body.ts'
import { DEFAULT_LIMITS, type TransportLimits } from './limits.ts'
import { checkRequest, readHead, type RequestHead } from './request-rules.ts'
import type { Uploads } from './uploads.ts'

/** One built file as it is sent. */
export interface HttpFile {
  bytes: Buffer
  type: string
  hash: string
}

export interface HttpOptions {
  dispatch: Dispatch
  events: EventHub
  uploads: Uploads
  /** The built file of a path, looked up and never joined; null where there is none. */
  findFile: (path: string) => HttpFile | null
  /** True for paths that are the app's own page. */
  isDocument: (path: string) => boolean
  /** Sent with every answer. */
  headers: Readonly<Record<string, string>>
  log: Log
  /** 0 takes a free one. */
  port?: number
  limits?: Partial<TransportLimits>
}

export interface HttpTransport {
  port: number
  access: Access
  close(): Promise<void>
}

const HOST = '127.0.0.1'
const API = '/api/'

/** Opens the loopback transport. There is no way to bind it to anything but 127.0.0.1. */
export async function serveHttp(options: HttpOptions): Promise<HttpTransport> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const server = createServer({
    maxHeaderSize: limits.headers,
    headersTimeout: limits.headersMs,
    // Bodies have deadlines of their own, since an upload may take hours.
    requestTimeout: 0,
    connectionsCheckingInterval: Math.min(1000, limits.headersMs),
    // A missing Host is answered by our own rule, in its turn.
    requireHostHeader: false,
  })
  server.maxConnections = limits.sockets
  const port = await listen(server, options.port ?? 0)
  const access = createAccess(port)
  const host = { ...options, limits, port, access }
  server.on('request', (request, response) => void answer(host, request, response))
  // Else Node answers an unknown Expect itself, before any rule and without the headers.
  server.on('checkExpectation', (request, response) => void answer(host, request, response))
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (socket.writable) socket.end(rawAnswer(statusOfParserError(error), options.headers))
    else socket.destroy()
  })
  return {
    port,
    access,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

interface Host extends HttpOptions {
  limits: TransportLimits
  port: number
  access: Access
}

async function answer(host: Host, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const head = readHead(request)
  response.on('error', () => response.destroy())
  try {
    const refusal = checkRequest(head, host.port, host.isDocument)
    if (refusal === null) await route(host, head, request, response)
    else refuse(host, response, refusal.status, `${refusal.why}.`)
  } catch (error) {
    // The caller went away in the middle: there is nobody to answer and nothing to log.
    if (request.errored !== null) return void response.destroy()
    sendReply(response, host.headers, replyFromError(error, `${head.method} request`, host.log), CLOSE)
  }
}

// What was not read of a refused request must not be taken for the next one.
const CLOSE = { connection: 'close' }

function refuse(host: Host, response: ServerResponse, status: number, why: string): void {
  sendJson(response, status, host.headers, errorReply('bad_request', { why }), CLOSE)
}

async function route(
  host: Host,
  head: RequestHead,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path = ''] = head.target.split('?', 1)
  const isPost = head.method === 'POST'
  if (path === '/session' && isPost) return openSession(host, request, response)
  if (!path.startsWith(API) && path !== '/upload') return sendFile(host, head, path, response)
  if (!host.access.allows(head.headers)) throw new AppError('unauthorized')
  if (path === '/upload' && isPost) return receiveUpload(host, head, request, response)
  if (path === '/api/events' && head.method === 'GET')
    return streamEvents(response, host.headers, host.events, host.limits.heartbeatMs)
  if (!isPost) return refuse(host, response, 405, 'methods are called by POST.')
  const input = await readJsonBody(request, host.limits.json, host.limits.bodyMs)
  sendReply(response, host.headers, await host.dispatch(path.slice(API.length), input))
}

async function openSession(host: Host, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readJsonBody(request, 1000, host.limits.bodyMs)
  const given = typeof body === 'object' && body !== null && 'token' in body ? body.token : null
  const session = host.access.open(typeof given === 'string' ? given : '')
  if (session === null) throw new AppError('unauthorized')
  const reply = { ok: true, value: { pageToken: session.pageToken } } as const
  sendReply(response, host.headers, reply, { 'set-cookie': session.cookie })
}

async function receiveUpload(
  host: Host,
  head: RequestHead,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  request.setTimeout(host.limits.idleMs, () => request.destroy(new Error('the upload stopped')))
  const name = decodeName(head.headers.get('x-file-name')?.[0] ?? '')
  const id = await host.uploads.receive(name, request)
  request.setTimeout(0)
  sendReply(response, host.headers, { ok: true, value: { id } })
}

function decodeName(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return 'file'
  }
}

function sendFile(host: Host, head: RequestHead, path: string, response: ServerResponse): void {
  const file = head.method === 'POST' ? null : host.findFile(path)
  if (file === null) return refuse(host, response, 404, 'there is nothing at this address.')
  const headers = { ...host.headers, 'content-type': file.type, etag: `"${file.hash}"` }
  send(response, 200, headers, file.bytes, head.method === 'GET')
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: HOST, port, exclusive: true }, () => resolve())
  })
  const address = server.address()
  if (typeof address === 'object' && address?.address === HOST) return address.port
  server.close()
  throw new Error('the host did not get 127.0.0.1')
}

function statusOfParserError(error: NodeJS.ErrnoException): number {
  if (error.code === 'HPE_HEADER_OVERFLOW') return 431
  return error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
}
