import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findElectron, hasDisplay } from '../../launch.mjs'
import { PROJECT_ROOT } from '../layers.ts'

// `npm run test:electron`: the real desktop window, where Electron's runtime and a display can be had; else a loud
// notice. TIDEMARK_REQUIRE_ELECTRON makes their absence a failure.
const missing = whatIsMissing()
if (missing !== null) {
  console.error(
    [
      '',
      '**************************************************************************',
      `*  ELECTRON TESTS SKIPPED: ${missing}`.padEnd(73) + '*',
      '*  They need "npx install-electron", a display (or xvfb-run), a user     *',
      '*  other than root, and "npm run build".                                 *',
      '**************************************************************************',
      '',
    ].join('\n'),
  )
  process.exit(process.env.TIDEMARK_REQUIRE_ELECTRON ? 1 : 0)
}
const cli = join(PROJECT_ROOT, 'node_modules/@playwright/test/cli.js')
const config = join(PROJECT_ROOT, 'electron/testing/electron-e2e/playwright.config.ts')
const { status } = spawnSync(process.execPath, [cli, 'test', '--config', config], {
  stdio: 'inherit',
  cwd: PROJECT_ROOT,
})
process.exit(status ?? 1)

function whatIsMissing(): string | null {
  if (findElectron(PROJECT_ROOT) === null) return 'the Electron runtime is not here.'
  if (!hasDisplay(process.platform, process.env)) return 'there is no display.'
  // Without its sandbox the window would not be the one that is shipped.
  if (process.platform === 'linux' && process.getuid?.() === 0) return 'Electron does not run as root.'
  if (!existsSync(join(PROJECT_ROOT, 'out/main/main.js'))) return 'the build is missing.'
  return null
}
