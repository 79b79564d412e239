import type { IncomingMessage } from 'node:http'

/** Why a request is turned away before anything looks at what it asks for. */
export interface Refusal {
  status: 400 | 403 | 405 | 415 | 421
  why: string
}

/** What of a request the rules look at; headers as they came, doubles included. */
export interface RequestHead {
  method: string
  target: string
  headers: ReadonlyMap<string, readonly string[]>
}

const PATH_LIMIT = 2048
// The filter a link carries may have 4,000 characters, which percent-encoding makes up to nine times as long.
const TARGET_LIMIT = 12_288

/** Takes a request's head from Node without its merging of doubled headers. */
export function readHead(request: IncomingMessage): RequestHead {
  const headers = new Map<string, string[]>()
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    const name = (request.rawHeaders[i] ?? '').toLowerCase()
    const values = headers.get(name)
    const value = request.rawHeaders[i + 1] ?? ''
    if (values === undefined) headers.set(name, [value])
    else values.push(value)
  }
  return { method: request.method ?? '', target: request.url ?? '', headers }
}

/** Host, target, method and origin, in this order; null where all four hold. `isDocument` tells the app's own pages. */
export function checkRequest(
  head: RequestHead,
  port: number,
  isDocument: (path: string) => boolean,
): Refusal | null {
  return checkHost(head, port) ?? checkTarget(head) ?? checkMethod(head) ?? checkOrigin(head, isDocument)
}

/** Literal compare with our own two names: a name that was rebound to 127.0.0.1 is not among them. */
function checkHost(head: RequestHead, port: number): Refusal | null {
  const hosts = head.headers.get('host') ?? []
  const [host] = hosts
  if (hosts.length === 1 && (host === `127.0.0.1:${port}` || host === `localhost:${port}`)) return null
  return { status: 421, why: 'not our host' }
}

function checkTarget({ target }: RequestHead): Refusal | null {
  const [path = ''] = target.split('?', 1)
  const isPlain =
    target.startsWith('/') &&
    !target.startsWith('//') &&
    path.length <= PATH_LIMIT &&
    target.length <= TARGET_LIMIT &&
    !/[#\\\0]/.test(target) &&
    // In the query these only stand in what a person typed into a filter; nothing there becomes a path.
    !/%(?:00|2f|5c)/i.test(path)
  return isPlain ? null : { status: 400, why: 'not a plain path' }
}

/** POST must name a type that no form can send, so that a page elsewhere needs a preflight, which nothing answers. */
function checkMethod({ method, target, headers }: RequestHead): Refusal | null {
  if (method === 'GET' || method === 'HEAD') return null
  if (method !== 'POST') return { status: 405, why: 'only GET, HEAD and POST' }
  const type = single(headers, 'content-type')?.split(';', 1)[0]?.trim().toLowerCase()
  const needed = target === '/upload' ? 'application/octet-stream' : 'application/json'
  return type === needed ? null : { status: 415, why: `content-type must be ${needed}` }
}

function checkOrigin(
  { method, target, headers }: RequestHead,
  isDocument: (path: string) => boolean,
): Refusal | null {
  const host = single(headers, 'host')
  const origins = headers.get('origin')
  if (origins !== undefined && (origins.length !== 1 || origins[0] !== `http://${host}`))
    return { status: 403, why: 'another origin' }
  const sites = headers.get('sec-fetch-site')
  if (sites === undefined) return null
  const [site] = sites
  if (sites.length === 1 && site === 'same-origin') return null
  // `none` is a person's own doing: an address typed, a bookmark, the link in the terminal.
  const typed = sites.length === 1 && site === 'none' && method !== 'POST'
  return typed && isDocument(target.split('?', 1)[0] ?? '') ? null : { status: 403, why: 'another site' }
}

function single(headers: RequestHead['headers'], name: string): string | undefined {
  const values = headers.get(name)
  return values?.length === 1 ? values[0] : undefined
}
