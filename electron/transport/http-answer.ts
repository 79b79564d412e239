import { STATUS_CODES, type ServerResponse } from 'node:http'
import type { Reply } from '../../shared/contract.ts'

type Headers = Readonly<Record<string, string>>

const STATUS_OF_CODE = new Map<string, number>([
  ['bad_request', 400],
  ['unauthorized', 401],
  ['unknown_method', 404],
  ['not_found', 404],
  ['internal', 500],
  ['disk_full', 507],
])

/** Answers with a reply as JSON. A failure that is the caller's to read, such as a wrong filter, is 422. */
export function sendReply(
  response: ServerResponse,
  headers: Headers,
  reply: Reply,
  extra: Headers = {},
): void {
  const status = reply.ok ? 200 : (STATUS_OF_CODE.get(reply.error.code) ?? 422)
  sendJson(response, status, headers, reply, extra)
}

export function sendJson(
  response: ServerResponse,
  status: number,
  headers: Headers,
  body: unknown,
  extra: Headers = {},
): void {
  const bytes = Buffer.from(JSON.stringify(body))
  send(response, status, { ...headers, ...extra, 'content-type': 'application/json' }, bytes)
}

export function send(
  response: ServerResponse,
  status: number,
  headers: Headers,
  body: Buffer,
  withBody = true,
): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, { ...headers, 'content-length': String(body.length) })
  response.end(withBody ? body : undefined)
}

/** A whole answer as bytes, for a request that Node's parser gave up on. */
export function rawAnswer(status: number, headers: Headers): string {
  const lines = Object.entries({ ...headers, connection: 'close', 'content-length': '0' })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head}\r\n`
}
