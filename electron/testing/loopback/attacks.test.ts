import { afterAll, beforeAll, expect, test } from 'vitest'
import { ATTACKS } from './attacks.ts'
import { openHost, type OpenHost } from './open-host.ts'
import { rawRequest, sendRaw, type RawAnswer } from './raw-request.ts'

let host: OpenHost
beforeAll(async () => {
  host = await openHost({ script: 'secret' })
})
afterAll(() => host.close())

function fill(text: string): string {
  return text
    .replaceAll('TOKEN', host.token)
    .replaceAll('HALF', host.token.slice(0, 20))
    .replaceAll('PORT', String(host.port))
    .replaceAll('OTHER', String(host.port + 1))
    .replace('BIG', `"${'x'.repeat(1_000_100)}"`)
}

function send(line: string, headers: string[] = [], body = ''): Promise<RawAnswer> {
  return sendRaw(host.port, rawRequest(host.port, fill(line), headers.map(fill), fill(body)))
}

const SECURITY_HEADERS = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['cache-control', 'no-store'],
  ['x-frame-options', 'DENY'],
] as const

test.each(ATTACKS)(
  '$name is answered with $status and reaches nothing',
  async ({ line, headers, body, status }) => {
    host.calls.clear()
    const answer = await send(line, headers, body)
    expect(answer.status).toBe(status)
    expect(host.calls.size).toBe(0)
    expect(answer.body).not.toContain('secret')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    for (const [name, value] of SECURITY_HEADERS) expect(answer.headers.get(name)).toBe(value)
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  },
)

test('a request without a Host is not for us', async () => {
  const answer = await sendRaw(host.port, 'GET / HTTP/1.1\r\n\r\n')
  expect(answer.status).toBe(421)
})

test('the token lets a program in, by either header', async () => {
  const type = 'Content-Type: application/json'
  expect((await send('POST /api/jobs.list', [type, 'X-App-Token: TOKEN'], '{}')).status).toBe(200)
  expect((await send('POST /api/jobs.list', [type, 'Authorization: Bearer TOKEN'], '{}')).status).toBe(200)
})

test('the page gets a cookie named with the port and a token that only work together', async () => {
  const type = 'Content-Type: application/json'
  const session = await send('POST /session', [type], '{"token":"TOKEN"}')
  const cookie = session.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(new RegExp(`^tidemark-${host.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`))
  const pair = `Cookie: ${cookie.split(';')[0]}`
  const pageToken = `X-App-Token: ${(JSON.parse(session.body) as { value: { pageToken: string } }).value.pageToken}`
  const statuses = await Promise.all(
    [
      [pair, pageToken],
      [pair],
      [pageToken],
      [pair, 'X-App-Token: TOKEN'],
      [`${pair}; ${pair.slice(8)}`, pageToken],
    ].map(async (headers) => (await send('POST /api/jobs.list', [type, ...headers], '{}')).status),
  )
  expect(statuses).toEqual([200, 401, 401, 401, 401])
})

test('the page, its routes and its files are served without a token', async () => {
  for (const [path, type] of [
    ['/', 'text/html; charset=utf-8'],
    ['/traces?filter=a%2Fb%5Cc', 'text/html; charset=utf-8'],
    ['/traces/run-1.2.json', 'text/html; charset=utf-8'],
    ['/app.js', 'text/javascript; charset=utf-8'],
    ['/assets/style.css', 'text/css; charset=utf-8'],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop
    const answer = await send(`GET ${path}`, ['Sec-Fetch-Site: same-origin'])
    expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 200, type])
  }
})

test('an address typed by a person opens the page, but no script of it', async () => {
  expect((await send('GET /shifts', ['Sec-Fetch-Site: none'])).status).toBe(200)
  expect((await send('GET /app.js', ['Sec-Fetch-Site: none'])).status).toBe(403)
})

test('HEAD says what GET would, without the body', async () => {
  const answer = await sendRaw(host.port, rawRequest(host.port, 'HEAD /app.js', ['Connection: close']))
  expect([answer.status, answer.headers.get('content-length'), answer.body]).toEqual([200, '6', ''])
})
