import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { RequestHead } from './request-rules.ts'

/**
 * Who may call methods. Three secrets of 256 bits, made at each start and never written anywhere:
 * - `token` stands in the fragment of the printed address, which no browser sends. A page swaps it by POST /session.
 * - the cookie the page gets for it. Cookies ignore ports, so it bears the port in its name and, since any server on
 *   another port is shown it, opens nothing by itself.
 * - the page token the same answer carries, to be sent as X-App-Token beside the cookie. The page keeps it in
 *   sessionStorage: unlike a cookie that belongs to this one origin, port included, is sent nowhere, and ends with the
 *   tab, so a reload goes on working. Handing it out again to whoever has the cookie would undo the pair.
 * A program without a browser sends `token` itself, and no cookie.
 */
export interface Access {
  token: string
  /** The cookie line and page token for a page that knows the token; null for one that does not. */
  open(token: string): { cookie: string; pageToken: string } | null
  allows(headers: RequestHead['headers']): boolean
}

/** Makes the secrets of one start. */
export function createAccess(port: number): Access {
  const [token, cookieSecret, pageToken] = [newSecret(), newSecret(), newSecret()]
  const cookieName = `tidemark-${port}`
  return {
    token,
    open(given) {
      if (!same(given, token)) return null
      return { cookie: `${cookieName}=${cookieSecret}; HttpOnly; SameSite=Strict; Path=/`, pageToken }
    },
    allows(headers) {
      const given = one(headers, 'x-app-token')
      const cookies = headers.get('cookie')
      if (cookies === undefined) {
        const bearer = /^Bearer (\S+)$/.exec(one(headers, 'authorization') ?? '')?.[1]
        return same(given ?? bearer ?? '', token)
      }
      const cookie = readCookie(cookies, cookieName)
      // Both are compared in full whatever the first says.
      const hasCookie = same(cookie ?? '', cookieSecret)
      const hasToken = same(given ?? '', pageToken)
      return hasCookie && hasToken
    },
  }
}

function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Compares hashes, so that neither length nor content shows in the time it takes. */
function same(given: string, secret: string): boolean {
  return timingSafeEqual(sha256(given), sha256(secret))
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function one(headers: RequestHead['headers'], name: string): string | undefined {
  const values = headers.get(name)
  return values?.length === 1 ? values[0] : undefined
}

function readCookie(lines: readonly string[], name: string): string | undefined {
  const values = lines
    .flatMap((line) => line.split(';'))
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1))
  return values.length === 1 ? values[0] : undefined
}
