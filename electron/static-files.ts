import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { AppError } from '../shared/errors.ts'
import { securityHeaders } from './content-security.ts'

export interface StaticFile {
  bytes: Buffer
  type: string
  hash: string
}

/** The built page, read whole at start. A path is only ever looked up, never joined to a folder. */
export interface StaticFiles {
  /** The style nonce of this start, as the page finds it in its meta element. */
  nonce: string
  find: (path: string) => StaticFile | null
  /** True for addresses that are the page itself. */
  isDocument: (path: string) => boolean
}

const TYPES = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
])

/** First parts of the page's own addresses. */
export const PAGE_ROUTES = [
  'shifts',
  'categories',
  'compare',
  'traces',
  'baselines',
  'imports',
  'query',
  'reports',
  'settings',
] as const

/** Reads a build folder. Throws file_unreadable where there is none. */
export async function loadStaticFiles(folder: string): Promise<StaticFiles> {
  const nonce = randomBytes(16).toString('base64url')
  if (!existsSync(join(folder, 'index.html')))
    throw new AppError('file_unreadable', {
      path: folder,
      why: 'the page is not built; run "npm run build".',
    })
  const files = new Map<string, StaticFile>()
  for (const path of listFiles(folder)) {
    const type = TYPES.get(extname(path))
    if (type === undefined) continue
    const url = `/${relative(folder, path).split(sep).join('/')}`
    files.set(url, toFile(type, readFileSync(path), nonce))
  }
  return fromMap(files, nonce)
}

/** Level by level: inside an installed app's archive a recursive listing is not to be relied on. */
function listFiles(folder: string): string[] {
  const found: string[] = []
  const open = [folder]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const entry of readdirSync(next, { withFileTypes: true })) {
      const path = join(next, entry.name)
      if (entry.isDirectory()) open.push(path)
      else if (entry.isFile()) found.push(path)
    }
  }
  return found
}

function fromMap(files: ReadonlyMap<string, StaticFile>, nonce: string): StaticFiles {
  const index = files.get('/index.html') ?? null
  return {
    nonce,
    isDocument,
    find: (path) => files.get(path) ?? (isDocument(path) ? index : null),
  }
}

function isDocument(path: string): boolean {
  if (path === '/' || path === '/index.html') return true
  const [, first, ...rest] = path.split('/')
  // Ids of traces may have dots in them; an address that climbs is nobody's.
  return PAGE_ROUTES.some((route) => route === first) && rest.every((part) => !/^\.{0,2}$|%2e/i.test(part))
}

function toFile(type: string, bytes: Buffer, nonce: string): StaticFile {
  const sent = type.startsWith('text/html') ? withNonce(bytes, nonce) : bytes
  return { bytes: sent, type, hash: createHash('sha256').update(sent).digest('base64url') }
}

/** Vite's own convention: whoever inserts a style element reads the nonce of this element. */
function withNonce(html: Buffer, nonce: string): Buffer {
  return Buffer.from(html.toString().replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}">`))
}

/** Answers the desktop window's `app://main/…` requests from the same files. */
export function serveStatic(files: StaticFiles, request: Request): Response {
  const url = new URL(request.url)
  const headers = securityHeaders(files.nonce)
  const isOurs = url.protocol === 'app:' && url.host === 'main' && /^(?:GET|HEAD)$/.test(request.method)
  const file = isOurs ? files.find(url.pathname) : null
  if (file === null) return new Response(null, { status: 404, headers })
  const body = request.method === 'HEAD' ? null : new Uint8Array(file.bytes)
  return new Response(body, { headers: { ...headers, 'content-type': file.type } })
}
