import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { windowOptions } from '../../shell/window-options.ts'
import { PROJECT_ROOT } from '../layers.ts'

interface Boot {
  record: string[]
  options: { webPreferences: object }
  guarded: string[]
  info: { ok: boolean; value: { host: string; path: string } }
  stolen: { error: { code: string } }
  page: number
  strange: number
}

const isBuilt = existsSync(join(PROJECT_ROOT, 'out', 'renderer', 'index.html'))
if (!isBuilt) console.warn('SKIPPED: the boot of the desktop window needs "npm run build" first')

describe.skipIf(!isBuilt)('the desktop boot', () => {
  const home = mkdtempSync(join(tmpdir(), 'tidemark-boot-'))
  let boot: Boot
  beforeAll(() => {
    const script = fileURLToPath(new URL('./boot.ts', import.meta.url))
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [script, PROJECT_ROOT, '--', join(home, 'mine.tidemark')],
      {
        encoding: 'utf8',
        timeout: 50_000,
        env: { ...process.env, TIDEMARK_HOME: home },
      },
    )
    if (status !== 0 || stderr !== '') throw new Error(`the boot ended with ${status}: ${stderr}`)
    boot = JSON.parse(stdout) as Boot
  })

  test('puts up the walls before Electron is ready, the window last, and waits for the workspace at the end', () => {
    expect(boot.record).toEqual([
      `path userData ${join(home, 'desktop')}`,
      'sandbox',
      'scheme app',
      'lock',
      'ready',
      'permission requests',
      'permission checks',
      'devices',
      'screens',
      'requests',
      'menu',
      'window',
      'load app://main/',
      'quit',
      'quit waits',
    ])
  })

  test('makes the window with the one set of options and guards its page', () => {
    expect(boot.options.webPreferences).toMatchObject(windowOptions.webPreferences)
    expect(boot.guarded.toSorted()).toEqual([
      'will-attach-webview',
      'will-frame-navigate',
      'will-navigate',
      'will-redirect',
    ])
  })

  test('serves the page and the contract, over the workspace that was named', () => {
    expect(boot.page).toBe(200)
    expect(boot.strange).toBe(404)
    expect(boot.info).toMatchObject({
      ok: true,
      value: { host: 'desktop', path: join(home, 'mine.tidemark') },
    })
  })

  test('imports no path that nobody has chosen', () => {
    expect(boot.stolen.error.code).toBe('file_unreadable')
  })
})
