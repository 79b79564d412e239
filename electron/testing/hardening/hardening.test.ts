import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PROJECT_ROOT, sourceFiles } from '../layers.ts'
import { hardeningViolations, isCall, propertyNames } from './rules.ts'
import { dottedName, isNode, syntaxNodes } from './syntax-walk.ts'

function read(path: string): string {
  return readFileSync(join(PROJECT_ROOT, path), 'utf8')
}

test('the sources keep every rule', () => {
  const files = [...sourceFiles()]
  expect(files.map(({ path }) => path)).toContain('electron/window.ts')
  expect(hardeningViolations(files)).toEqual([])
})

const PLANTED: [path: string, text: string, rule: string][] = [
  ['electron/main.ts', 'new BrowserWindow({ ...windowOptions })', 'windows are made in one place'],
  ['electron/menu.ts', 'new electron.WebContentsView({})', 'windows are made in one place'],
  ['electron/window.ts', 'new BrowserWindow({})', 'the one set of options'],
  ['electron/window.ts', 'new BrowserWindow(windowOptions)', 'the one set of options'],
  [
    'electron/window.ts',
    'new BrowserWindow({ ...windowOptions, webPreferences: { preload } })',
    'the one set',
  ],
  [
    'electron/window.ts',
    'new BrowserWindow({ ...windowOptions, webPreferences: { ...windowOptions.webPreferences, sandbox: false } })',
    'the one set of options',
  ],
  ['electron/main.ts', "ipcMain.handle('x', () => 1)", 'messages of pages'],
  ['electron/main.ts', "electron.ipcMain.on('x', () => 1)", 'messages of pages'],
  ['electron/window.ts', 'ipcRenderer.send(1)', 'the preload alone'],
  ['renderer/app/app.tsx', "import { contextBridge } from 'electron'", 'the preload alone'],
  ['electron/main.ts', 'void shell.openExternal(url)', 'opened outside in one place'],
  ['electron/main.ts', "import { fork } from 'node:child_process'", 'forks no Node'],
  ['electron/shell/x.ts', "import * as processes from 'child_process'", 'forks no Node'],
  ['electron/main.ts', "import { crashReporter } from 'electron'", 'reaches out'],
  ['electron/main.ts', "import { net } from 'electron'", 'reaches out'],
  ['renderer/app/app.tsx', 'export const a = <webview src="x" />', 'no webviews'],
  ['renderer/app/app.tsx', "const html = `<webview src='x'>`", 'no webviews'],
  [
    'renderer/app/app.tsx',
    'export const a = <p dangerouslySetInnerHTML={{ __html: text }} />',
    'code or markup',
  ],
  ['renderer/ui/x.ts', 'element.innerHTML = text', 'code or markup'],
  ['renderer/ui/x.ts', "new Function('return 1')", 'code or markup'],
  ['electron/browser-host.ts', "server.listen(80, 'x')", 'one server listens'],
  ['electron/cli/x.ts', 'http.createServer(answer)', 'one server listens'],
  ['electron/transport/http.ts', "response.setHeader('Access-Control-Allow-Origin', '*')", 'no other origin'],
  ['electron/transport/http.ts', "server.listen({ host: '0.0.0.0' })", 'no other address'],
]
test.each(PLANTED)('a planted violation in %s is reported: %s', (path, text, rule) => {
  expect(hardeningViolations([{ path, text }]).join()).toContain(rule)
})

test('the page gets exactly one object, with exactly three functions', () => {
  const nodes = syntaxNodes('preload.ts', read('electron/preload.ts'))
  const exposed = nodes.filter((node) => isCall(node, /exposeInMainWorld/))
  expect(exposed.map(({ arguments: given }) => (Array.isArray(given) ? given.map(valueOf) : []))).toEqual([
    ['tidemark', 'transport'],
  ])
  const transport = nodes.find(
    (node) => node.type === 'VariableDeclarator' && isNode(node.id) && node.id.name === 'transport',
  )
  expect(propertyNames(transport?.init)).toEqual(['request', 'subscribe', 'pathOf'])
})

function valueOf(node: unknown): unknown {
  return isNode(node) && node.type === 'Literal' ? node.value : dottedName(node)
}

/** Electron's docs, security checklist item 19; RunAsNode and the Node switches would turn the app into a bare Node. */
const FUSES = {
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  onlyLoadAppFromAsar: true,
  enableEmbeddedAsarIntegrityValidation: true,
  grantFileProtocolExtraPrivileges: false,
  enableCookieEncryption: true,
}

test('packaged, every fuse is set as it must be', () => {
  const [, block = ''] = /^electronFuses:\n((?: {2}.+\n)+)/m.exec(read('electron-builder.yml')) ?? []
  const fuses = [...block.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name, value]) => [
    name,
    value === 'true',
  ])
  expect(Object.fromEntries(fuses)).toEqual(FUSES)
})

test('packaged, native addons lie outside the archive and the build is what is packed', () => {
  const config = read('electron-builder.yml')
  expect(config).toMatch(/^asarUnpack:\n {2}- '\*\*\/\*\.node'$/m)
  expect(config).toMatch(/^publish: null$/m)
  expect((JSON.parse(read('package.json')) as { main: string }).main).toBe('out/main/main.js')
})

// Electron mends its three newest majors; 45 was the newest in November 2026.
const OLDEST_MENDED = 43

test('Electron is a version that is still mended', () => {
  const { version } = JSON.parse(read('node_modules/electron/package.json')) as { version: string }
  expect(Number(version.split('.')[0])).toBeGreaterThanOrEqual(OLDEST_MENDED)
})
