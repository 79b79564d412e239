import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { APP_ROOT } from './app-root.ts'
import { decideLaunch, findElectron, findNode, hasDisplay, isNewEnough } from './launch.mjs'

const DESK = { platform: 'linux', env: { DISPLAY: ':0' }, hasRuntime: true, isRoot: false, args: [] }

test.each([
  ['a desktop with the runtime', DESK, 'window', 'Opening the Tidemark window.'],
  ['a Wayland desktop', { ...DESK, env: { WAYLAND_DISPLAY: 'wayland-0' } }, 'window', 'Opening'],
  ['macOS', { ...DESK, platform: 'darwin', env: {} }, 'window', 'Opening'],
  ['Windows', { ...DESK, platform: 'win32', env: {} }, 'window', 'Opening'],
  ['a desktop without the runtime', { ...DESK, hasRuntime: false }, 'fetch', 'fetched once'],
  ['a server', { ...DESK, env: {} }, 'browser', 'no display'],
  ['macOS over SSH', { ...DESK, platform: 'darwin', env: { SSH_CONNECTION: '1' } }, 'browser', 'no display'],
  ['X forwarded over SSH', { ...DESK, env: { DISPLAY: ':10', SSH_CONNECTION: '1' } }, 'window', 'Opening'],
  ['root on Linux', { ...DESK, isRoot: true }, 'browser', 'as root'],
  [
    'CI without the runtime',
    { ...DESK, hasRuntime: false, env: { DISPLAY: ':0', CI: '1' } },
    'browser',
    'not installed',
  ],
  ['the wish for a browser', { ...DESK, args: ['--browser'] }, 'browser', '--browser'],
])('%s', (_where, facts, kind, reason) => {
  const decision = decideLaunch(facts)
  expect(decision.kind).toBe(kind)
  expect(decision.reason).toContain(reason)
  expect(decision.reason).not.toContain('\n')
})

test.each([
  ['20.20.2', false],
  ['22.12.0', false],
  ['22.13.0', true],
  ['24.21.0', true],
  ['9.0.0', false],
])('Node %s is new enough: %s', (version, isEnough) => {
  expect(isNewEnough(version)).toBe(isEnough)
})

test('an empty DISPLAY is no display', () => {
  expect(hasDisplay('linux', { DISPLAY: '' })).toBe(false)
})

test('an old Node hands over to the one the project brings, if there is one', () => {
  const old = { version: '20.20.2', execPath: '/usr/bin/node', platform: process.platform }
  expect(findNode(APP_ROOT, old)).toMatch(/node_modules[/\\]node[/\\]bin[/\\]node/)
  expect(findNode(tmpdir(), old)).toBeNull()
  expect(findNode(tmpdir(), { ...old, version: '24.0.0' })).toBe('/usr/bin/node')
})

test('the Electron runtime counts only where it is whole and of the right version', () => {
  const root = mkdtempSync(join(tmpdir(), 'tidemark-electron-'))
  const electron = join(root, 'node_modules', 'electron')
  expect(findElectron(root)).toBeNull()
  mkdirSync(join(electron, 'dist'), { recursive: true })
  writeFileSync(join(electron, 'package.json'), '{"version":"45.4.1"}')
  writeFileSync(join(electron, 'path.txt'), 'electron')
  writeFileSync(join(electron, 'dist', 'version'), '45.4.0')
  writeFileSync(join(electron, 'dist', 'electron'), '')
  expect(findElectron(root)).toBeNull()
  writeFileSync(join(electron, 'dist', 'version'), 'v45.4.1\n')
  expect(findElectron(root)).toBe(join(electron, 'dist', 'electron'))
})

/** A copy of the launcher with a stand-in for what it hands over to. */
function copyLauncher(cli: string | null): string {
  const root = mkdtempSync(join(tmpdir(), 'tidemark-launch-'))
  mkdirSync(join(root, 'electron'))
  for (const name of ['bin.mjs', 'launch.mjs', 'fetch-runtime.mjs'])
    cpSync(join(APP_ROOT, 'electron', name), join(root, 'electron', name))
  if (cli !== null) {
    mkdirSync(join(root, 'out', 'main'), { recursive: true })
    writeFileSync(join(root, 'out', 'main', 'cli.js'), cli)
    writeFileSync(join(root, 'package.json'), '{"type":"module"}')
  }
  return root
}

function launch(root: string, ...args: string[]) {
  const env = { PATH: process.env.PATH, HOME: root }
  return spawnSync(process.execPath, [join(root, 'electron', 'bin.mjs'), ...args], { encoding: 'utf8', env })
}

const TELL = 'console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 3'

test('without a build it says what to do', () => {
  const { status, stderr } = launch(copyLauncher(null), 'import', 'x')
  expect([status, stderr]).toEqual([1, 'Tidemark is not built yet. Run "npm run build" once.\n'])
})

test('a command goes to the command line, with its exit code', () => {
  const { status, stdout, stderr } = launch(copyLauncher(TELL), 'import', 'a b.jsonl', '--json')
  expect([status, stdout, stderr]).toEqual([3, '["import","a b.jsonl","--json"]\n', ''])
})

test.skipIf(process.platform !== 'linux')('start without a display serves to a browser and says why', () => {
  const { status, stdout, stderr } = launch(copyLauncher(TELL), 'start', 'a.jsonl')
  expect([status, stdout, stderr]).toEqual([
    3,
    '["serve","--first-run","a.jsonl"]\n',
    'Tidemark opens in a normal browser: there is no display here.\n',
  ])
})
