import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, test, type ElectronApplication, type Page } from '@playwright/test'
import { findElectron } from '../../launch.mjs'
import { windowOptions } from '../../shell/window-options.ts'
import { PROJECT_ROOT } from '../layers.ts'

let home: string
let app: ElectronApplication
let page: Page

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tidemark-window-'))
  app = await _electron.launch({
    executablePath: findElectron(PROJECT_ROOT) ?? undefined,
    args: [PROJECT_ROOT],
    env: { ...environment(), TIDEMARK_HOME: home },
  })
  // Every address any part of the app asks for, refused ones included.
  await app.evaluate(({ session }) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    const note = ({ url }: { url: string }): void => void asked.push(url)
    session.defaultSession.webRequest.onCompleted(note)
    session.defaultSession.webRequest.onErrorOccurred(note)
  })
  page = await app.firstWindow()
  await page.waitForLoadState('load')
})

test.afterAll(async () => {
  await app.close()
  await rm(home, { recursive: true, force: true })
})

function environment(): Record<string, string> {
  const entries = Object.entries(process.env).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value]],
  )
  return Object.fromEntries(entries) as Record<string, string>
}

test('the window shows the app under its own scheme', async () => {
  assert.equal(new URL(page.url()).protocol, 'app:')
  assert.match(await page.title(), /Tidemark/)
  assert.equal(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length), 1)
})

test('the walls are up in the window that really runs', async () => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    // In Electron, though not in its declarations.
    const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    return contents.getLastWebPreferences()
  })
  for (const [name, value] of Object.entries(windowOptions.webPreferences))
    if (name in preferences) assert.equal(preferences[name], value, name)
  assert.equal(preferences.sandbox, true)
  assert.equal(preferences.contextIsolation, true)
  assert.equal(preferences.nodeIntegration, false)
})

test('the page has three functions of ours and nothing of Node or Electron', async () => {
  const found = await page.evaluate(() => ({
    names: ['require', 'process', 'module', 'global', 'Buffer', '__dirname'].filter((name) => name in window),
    transport: Object.keys(Reflect.get(window, 'tidemark') as object).toSorted(),
  }))
  assert.deepEqual(found, { names: [], transport: ['pathOf', 'request', 'subscribe'] })
})

test('a frame inside the page has not even those', async () => {
  const inFrame = await page.evaluate(() => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const has = frame.contentWindow !== null && 'tidemark' in frame.contentWindow
    frame.remove()
    return has
  })
  assert.equal(inFrame, false)
})

test('a method of the contract answers, and a path nobody chose is refused', async () => {
  const [info, stolen] = await page.evaluate(async () => {
    const transport = Reflect.get(window, 'tidemark') as {
      request(method: string, input: unknown): Promise<{ ok: boolean; error?: { code: string } }>
    }
    return [
      await transport.request('workspace.info', {}),
      await transport.request('imports.start', { sources: ['/etc/passwd'] }),
    ] as const
  })
  assert.equal(info.ok, true)
  assert.equal(stolen.error?.code, 'file_unreadable')
})

test('the window cannot be led away and opens no other', async () => {
  for (const url of ['https://example.org/', 'file:///etc/passwd', 'data:text/html,x', 'app://evil/']) {
    // oxlint-disable-next-line no-await-in-loop
    await page.evaluate((to) => void (location.href = to), url)
    assert.equal(new URL(page.url()).host, 'main')
  }
  assert.equal(await page.evaluate(() => window.open('file:///etc/passwd') === null), true)
  assert.equal(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length), 1)
})

test('nothing but the built files is served', async () => {
  const statuses = await page.evaluate(() =>
    Promise.all(
      ['app://main/%2e%2e/package.json', 'app://main/package.json', 'app://main/..%2fpackage.json'].map(
        async (url) => (await fetch(url)).status,
      ),
    ),
  )
  assert.deepEqual(statuses, [404, 404, 404])
})

test('the network is out of reach', async () => {
  const reached = await page.evaluate(() =>
    fetch('https://example.org/', { mode: 'no-cors' }).then(
      () => true,
      () => false,
    ),
  )
  assert.equal(reached, false)
})

test('every permission is denied', async () => {
  const states = await page.evaluate(() =>
    Promise.all(
      [
        'geolocation',
        'notifications',
        'camera',
        'microphone',
        'midi',
        'clipboard-read',
        'persistent-storage',
      ].map(async (name) => {
        const status = await navigator.permissions.query({ name: name as PermissionName }).catch(() => null)
        return status?.state ?? 'denied'
      }),
    ),
  )
  assert.deepEqual(new Set(states), new Set(['denied']))
})

test('in all of this no address but our own was asked for', async () => {
  const asked = await app.evaluate(() => Reflect.get(globalThis, 'asked') as string[])
  const strange = asked.filter((url) => !/^(?:app:\/\/main\/|blob:app:|data:|devtools:)/.test(url))
  // The one attempt made above on purpose is refused by the policy before it becomes a request, or cancelled here.
  assert.deepEqual(
    strange.filter((url) => !url.startsWith('https://example.org/')),
    [],
  )
})

test('the window remembers its place', async () => {
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.setBounds({ x: 20, y: 60, width: 1000, height: 700 })
    window?.emit('close', { preventDefault: () => {} })
  })
  const state = JSON.parse(await readFile(join(home, 'desktop.json'), 'utf8')) as {
    bounds: { width: number }
  }
  assert.equal(state.bounds.width, 1000)
})
