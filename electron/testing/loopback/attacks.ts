/** Ways to reach the host from where nobody should; `PORT`, `OTHER` and `TOKEN` are filled in. */
export interface Attack {
  name: string
  line: string
  headers?: string[]
  body?: string
  /** The answer it must get. */
  status: number
}

const JSON_TYPE = 'Content-Type: application/json'
const WITH_TOKEN = ['X-App-Token: TOKEN', JSON_TYPE]

const hosts: Attack[] = [
  ['a foreign name', ['Host: evil.example:PORT']],
  ['a name that was rebound', ['Host: rebind.localhost:PORT']],
  ['our address as the front of another name', ['Host: 127.0.0.1.evil:PORT']],
  ['a trailing dot', ['Host: localhost.:PORT']],
  ['capitals', ['Host: LOCALHOST:PORT']],
  ['IPv6', ['Host: [::1]:PORT']],
  ['zero', ['Host: 0:PORT']],
  ['all addresses', ['Host: 0.0.0.0:PORT']],
  ['a decimal address', ['Host: 2130706433:PORT']],
  ['a short address', ['Host: 127.1:PORT']],
  ['another port', ['Host: 127.0.0.1:OTHER']],
  ['no port', ['Host: 127.0.0.1']],
  ['a user in front', ['Host: evil@127.0.0.1:PORT']],
  ['nothing', ['Host: ']],
  ['two, the first ours', ['Host: 127.0.0.1:PORT', 'Host: evil.example']],
  ['two, both ours', ['Host: 127.0.0.1:PORT', 'Host: 127.0.0.1:PORT']],
].map(([name, headers]) => ({
  name: `Host: ${String(name)}`,
  line: 'POST /api/jobs.list',
  headers: [...(headers as string[]), ...WITH_TOKEN],
  body: '{}',
  status: 421,
}))

const targets: Attack[] = [
  ['GET //evil.example/', 'two slashes'],
  ['GET http://127.0.0.1:PORT/', 'absolute form'],
  ['GET https://evil.example/', 'absolute form of another'],
  ['GET /index.html#/../etc', 'a fragment'],
  ['GET /\\..\\etc', 'a backslash'],
  ['GET /%00', 'an encoded NUL'],
  ['GET /assets%2f..%2f..%2fetc', 'encoded slashes'],
  ['GET /assets%2F..%2Fetc', 'encoded slashes in capitals'],
  ['GET /..%5c..%5cetc', 'encoded backslashes'],
  [`GET /${'a'.repeat(2100)}`, 'a path over 2 KB'],
  [`GET /?${'a'.repeat(13_000)}`, 'a query over 12 KB'],
  ['OPTIONS *', 'an asterisk'],
].map(([line = '', name = '']) => ({ name: `target: ${name}`, line, status: 400 }))

const traversals: Attack[] = [
  '/../package.json',
  '/../../../../etc/passwd',
  '/./../etc/passwd',
  '/assets/../../package.json',
  '/%2e%2e/package.json',
  '/%2E%2E/%2e%2e/etc/passwd',
  '/.%2e/package.json',
  '/%252e%252e%252fetc/passwd',
  '/..;/package.json',
  '/....//package.json',
  '/%c0%ae%c0%ae/package.json',
  '/%uff0e%uff0e/package.json',
  '/index.html/../../package.json',
  '/index.html%20',
  '/INDEX.HTML',
  '/.git/config',
  '/shifts/..',
  '/shifts/../../package.json',
  '/assets/',
  '/constructor',
  '/__proto__',
  '/toString',
  '/file:///etc/passwd',
  '/@fs/etc/passwd',
  '/shifts//etc',
  '/shifts/',
  '/shifts/.',
  '/traces/%2e%2e/x',
  '/traces/a/../../x',
].map((path) => ({ name: `no such file: ${path}`, line: `GET ${path}`, status: 404 }))

const methods: Attack[] = ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'].map((method) => ({
  name: `method ${method}`,
  line: `${method} /api/jobs.list`,
  headers: WITH_TOKEN,
  status: 405,
}))

const types: Attack[] = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/json',
  'application/octet-stream',
  'application/jsonp',
].map((type) => ({
  name: `a form's type: ${type}`,
  line: 'POST /api/jobs.list',
  headers: ['X-App-Token: TOKEN', `Content-Type: ${type}`],
  body: '{}',
  status: 415,
}))

const origins: Attack[] = [
  'Origin: null',
  'Origin: https://evil.example',
  'Origin: http://127.0.0.1:OTHER',
  'Origin: http://localhost:PORT',
  'Origin: https://127.0.0.1:PORT',
  'Origin: http://127.0.0.1:PORT.evil',
  'Origin: app://main',
  'Sec-Fetch-Site: cross-site',
  'Sec-Fetch-Site: same-site',
  'Sec-Fetch-Site: none',
  'Sec-Fetch-Site: same-origin, cross-site',
].map((header) => ({
  name: header,
  line: 'POST /api/jobs.list',
  headers: [...WITH_TOKEN, header],
  body: '{}',
  status: 403,
}))

const navigations: Attack[] = [
  { name: 'the page by PUT', line: 'PUT /', status: 405 },
  {
    name: 'the page by POST, as if typed',
    line: 'POST /',
    headers: [JSON_TYPE, 'Sec-Fetch-Site: none'],
    status: 403,
  },
  {
    name: 'the page framed or linked by a site',
    line: 'GET /',
    headers: ['Sec-Fetch-Site: cross-site'],
    status: 403,
  },
  {
    name: 'the page opened by another port',
    line: 'GET /',
    headers: ['Sec-Fetch-Site: same-site'],
    status: 403,
  },
  {
    name: 'a script fetched by a site',
    line: 'GET /app.js',
    headers: ['Sec-Fetch-Site: cross-site'],
    status: 403,
  },
  {
    name: 'a WebSocket of a site',
    line: 'GET /api/events',
    headers: [
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Origin: https://evil.example',
      'X-App-Token: TOKEN',
    ],
    status: 403,
  },
]

const tokens: Attack[] = [
  ['none', []],
  ['empty', ['X-App-Token: ']],
  ['wrong', [`X-App-Token: ${'A'.repeat(43)}`]],
  ['half', ['X-App-Token: HALF']],
  ['with more behind it', ['X-App-Token: TOKENx']],
  ['twice', ['X-App-Token: TOKEN', 'X-App-Token: TOKEN']],
  ['10 KB', [`X-App-Token: ${'A'.repeat(10_000)}`]],
  ['as a cookie', ['Cookie: tidemark-PORT=TOKEN']],
  ['beside a cookie it does not belong to', ['Cookie: tidemark-PORT=x', 'X-App-Token: TOKEN']],
  ['beside the cookie of another app', ['Cookie: other=1', 'X-App-Token: TOKEN']],
  ['as basic authorization', ['Authorization: Basic TOKEN']],
].map(([name, headers]) => ({
  name: `token ${String(name)}`,
  line: 'POST /api/jobs.list',
  headers: [JSON_TYPE, ...(headers as string[])],
  body: '{}',
  status: 401,
}))

const withoutToken: Attack[] = [
  {
    name: 'token in the query',
    line: 'POST /api/jobs.list?token=TOKEN&t=TOKEN',
    headers: [JSON_TYPE],
    status: 401,
  },
  { name: 'events without a token', line: 'GET /api/events', status: 401 },
  { name: 'events with the token in the query', line: 'GET /api/events?t=TOKEN', status: 401 },
  {
    name: 'upload without a token',
    line: 'POST /upload',
    headers: ['Content-Type: application/octet-stream'],
    body: 'bytes',
    status: 401,
  },
  {
    name: 'session for a wrong token',
    line: 'POST /session',
    headers: [JSON_TYPE],
    body: '{"token":"no"}',
    status: 401,
  },
  { name: 'session for no token', line: 'POST /session', headers: [JSON_TYPE], body: '[]', status: 401 },
  { name: 'a method by GET', line: 'GET /api/jobs.list', headers: ['X-App-Token: TOKEN'], status: 405 },
]

const parsing: Attack[] = [
  {
    name: 'an expectation',
    line: 'POST /api/jobs.list',
    headers: [JSON_TYPE, 'Expect: a-lot'],
    body: '{}',
    status: 401,
  },
  {
    name: 'a header of 20 KB',
    line: 'GET /',
    headers: [`X-Long: ${'a'.repeat(20_000)}`],
    status: 431,
  },
  {
    name: 'two lengths',
    line: 'POST /api/jobs.list',
    headers: [...WITH_TOKEN, 'Content-Length: 2', 'Content-Length: 20'],
    status: 400,
  },
  {
    name: 'a length and chunks',
    line: 'POST /api/jobs.list',
    headers: [...WITH_TOKEN, 'Content-Length: 2', 'Transfer-Encoding: chunked'],
    status: 400,
  },
  { name: 'no JSON', line: 'POST /api/jobs.list', headers: WITH_TOKEN, body: '{"a":', status: 400 },
  { name: 'a body over 1 MB', line: 'POST /api/jobs.list', headers: WITH_TOKEN, body: 'BIG', status: 400 },
]

export const ATTACKS: readonly Attack[] = [
  ...hosts,
  ...targets,
  ...traversals,
  ...methods,
  ...types,
  ...origins,
  ...navigations,
  ...tokens,
  ...withoutToken,
  ...parsing,
]
