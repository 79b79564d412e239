import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { REPORT_STYLE_SOURCE } from './report/html/style-source.ts'
import { contentSecurityPolicy } from './content-security.ts'
import { loadStaticFiles, serveStatic, type StaticFiles } from './static-files.ts'

let files: StaticFiles
let folder: string
beforeAll(async () => {
  const parent = await mkdtemp(join(tmpdir(), 'tidemark-static-'))
  await writeFile(join(parent, 'secret.json'), '"outside"')
  folder = join(parent, 'renderer')
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(join(folder, 'index.html'), '<!doctype html><html><head></head></html>')
  await writeFile(join(folder, 'assets', 'index-abc.js'), 'run()')
  await writeFile(join(folder, 'assets', 'notes.md'), 'not served')
  files = await loadStaticFiles(folder)
})

const get = (url: string, method = 'GET'): Response => serveStatic(files, new Request(url, { method }))

test('the window gets the page, its routes and its files, with the policy', async () => {
  const page = get('app://main/')
  expect(await page.text()).toContain(`<meta property="csp-nonce" nonce="${files.nonce}">`)
  expect(page.headers.get('content-security-policy')).toBe(contentSecurityPolicy(files.nonce))
  expect(get('app://main/traces/abc?filter=x').status).toBe(200)
  const script = get('app://main/assets/index-abc.js')
  expect([await script.text(), script.headers.get('content-type')]).toEqual([
    'run()',
    'text/javascript; charset=utf-8',
  ])
  expect(await get('app://main/assets/index-abc.js', 'HEAD').text()).toBe('')
})

test.each([
  'app://main/../secret.json',
  'app://main/%2e%2e/secret.json',
  'app://main/..%2fsecret.json',
  'app://main/..%5csecret.json',
  'app://main/assets/../../secret.json',
  'app://main/assets/%2e%2e/%2e%2e/secret.json',
  'app://main/secret.json',
  'app://main/assets/notes.md',
  'app://main/assets/',
  'app://main/__proto__',
  'app://main/constructor',
  'app://main/shifts.json',
  'app://main/shiftsx',
  'app://main//shifts',
  'app://main.evil/',
  'app://other/index.html',
  'http://main/',
])('%s is nowhere, and says so under the same policy', async (url) => {
  const answer = get(url)
  expect([answer.status, await answer.text()]).toEqual([404, ''])
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
})

test('nothing is written', () => {
  expect(get('app://main/', 'POST').status).toBe(404)
})

test('the nonce is new at each start', async () => {
  expect((await loadStaticFiles(folder)).nonce).not.toBe(files.nonce)
})

test('a page that is not built is said to be so', async () => {
  await expect(loadStaticFiles(join(folder, 'nowhere'))).rejects.toThrow('run "npm run build"')
})

test('the policy allows no script but our files, no other origin, and no inline style without the nonce but that of reports', () => {
  expect(contentSecurityPolicy('N')).toBe(
    `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-N' ${REPORT_STYLE_SOURCE}; frame-src blob:; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'`,
  )
})
