import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { APP_ROOT } from '../app-root.ts'
import { isAppUrl } from './app-url.ts'
import { decideExternal } from './external-url.ts'
import { hardenWebContents, type HardenedContents } from './harden.ts'
import { decidePermission } from './permissions.ts'
import { isAllowedDownload, isAllowedRequest } from './request-filter.ts'
import { windowOptions } from './window-options.ts'

const STRANGE = [
  'https://app.evil/',
  'http://127.0.0.1:8080/',
  'app://main.evil/',
  'app://main@evil/',
  'app://evil@main/',
  'app://main:80/',
  'app://other/',
  'app:main',
  'APP://main.evil',
  ' app://main/',
  'file:///etc/passwd',
  'file://host/share',
  '\\\\host\\share',
  'data:text/html,<script>1</script>',
  'javascript:alert(1)',
  'blob:app://main/7b0c',
  'about:blank',
  'chrome://gpu',
  'view-source:app://main/',
  'ms-msdt:/id',
  'smb://host/share',
  '',
]

class FakeContents extends EventEmitter implements HardenedContents {
  openWindow: (details: { url: string }) => { action: string } = () => ({ action: 'allow' })
  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'deny' }): void {
    this.openWindow = handler
  }
  /** True where a listener prevented it. */
  navigate(event: string, url: string): boolean {
    let prevented = false
    this.emit(event, { url, preventDefault: () => (prevented = true) })
    return prevented
  }
}

test.each(STRANGE)('%j is not the app', (url) => {
  expect(isAppUrl(url)).toBe(false)
})

test.each(STRANGE)('the window does not go to %j, in no frame and by no redirect', (url) => {
  const contents = new FakeContents()
  hardenWebContents(contents, () => {})
  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect'])
    expect(contents.navigate(event, url)).toBe(true)
})

test('the window goes about its own addresses', () => {
  const contents = new FakeContents()
  hardenWebContents(contents, () => {})
  expect(contents.navigate('will-navigate', 'app://main/traces?filter=x#y')).toBe(false)
})

test('a window of its own is always denied, and its address offered to the person', () => {
  const asked: string[] = []
  const contents = new FakeContents()
  hardenWebContents(contents, (url) => asked.push(url))
  expect(contents.openWindow({ url: 'https://example.org/' })).toEqual({ action: 'deny' })
  expect(contents.openWindow({ url: 'app://main/' })).toEqual({ action: 'deny' })
  expect(asked).toEqual(['https://example.org/', 'app://main/'])
})

test('no webview attaches', () => {
  const contents = new FakeContents()
  hardenWebContents(contents, () => {})
  expect(contents.navigate('will-attach-webview', '')).toBe(true)
})

/** Every name in Electron's own declarations, so that a new one is judged too. */
function permissionNames(): string[] {
  const declarations = readFileSync(join(APP_ROOT, 'node_modules', 'electron', 'electron.d.ts'), 'utf8')
  const lists = [
    ...declarations.matchAll(/setPermission(?:Check|Request)Handler\(handler: .*?permission: ([^,]+),/g),
  ]
  return [
    ...new Set(
      lists.flatMap(([, names = '']) => [...names.matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name)),
    ),
  ]
}

test('the page may write text to the clipboard and has no other permission', () => {
  const names = permissionNames()
  expect(names.length).toBeGreaterThan(40)
  expect(names.filter((name) => decidePermission(name, 'app://main'))).toEqual(['clipboard-sanitized-write'])
  expect(names.filter((name) => decidePermission(name, 'app://main/'))).toEqual(['clipboard-sanitized-write'])
})

test.each(['https://evil.example', 'app://main.evil', 'null', '', 'file://'])(
  '%j has none at all',
  (origin) => {
    expect(permissionNames().filter((name) => decidePermission(name, origin))).toEqual([])
  },
)

test.each(STRANGE.filter((url) => !/^(?:blob:app:|data:)/.test(url)))('nothing is loaded from %j', (url) => {
  expect(isAllowedRequest(url)).toBe(false)
})

test.each([
  'https://example.org/x.js',
  'ws://127.0.0.1:1',
  'wss://evil',
  'http://localhost/',
  'ftp://x',
  'blob:https://evil/1',
])('no request goes to %s', (url) => {
  expect(isAllowedRequest(url)).toBe(false)
})

test('the window loads its own files and what it made itself', () => {
  for (const url of ['app://main/index.html', 'blob:app://main/1', 'data:image/png;base64,AA'])
    expect(isAllowedRequest(url)).toBe(true)
})

test('only what the page made itself is downloaded', () => {
  expect(isAllowedDownload('blob:app://main/1')).toBe(true)
  for (const url of ['blob:https://evil/1', 'https://evil/x.exe', 'data:text/html,x', 'app://main/x'])
    expect(isAllowedDownload(url)).toBe(false)
})

test.each([
  'http://example.org/',
  'file:///etc/passwd',
  'smb://host/share',
  'ms-msdt:/id',
  'javascript:alert(1)',
  '\\\\host\\share',
  'https://user@example.org/',
  'https://example.org@evil.example/',
  'https://example.org\\@evil.example/',
  'https:// example.org/',
  'https:example.org',
  'vscode://file/x',
  '',
])('%j is not opened outside', (url) => {
  expect(decideExternal(url)).toEqual({ open: false })
})

test('an https address is opened with its real host shown', () => {
  expect(decideExternal('https://Example.org/a?b=c')).toEqual({
    open: true,
    url: 'https://example.org/a?b=c',
    host: 'example.org',
  })
  // A look-alike is shown in the form that gives it away.
  expect(decideExternal('https://exаmple.org/')).toMatchObject({ host: 'xn--exmple-4nf.org' })
})

test('the window has every wall up and no option that nobody has thought about', () => {
  expect(windowOptions.webPreferences).toEqual({
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  })
})
