import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from '../browser.ts'
import { PROJECT_ROOT } from '../layers.ts'

// `npm run test:browser`: the Playwright tests, where a browser can be had; else a loud notice.
// TIDEMARK_REQUIRE_BROWSER makes a missing browser a failure.
const browser = findBrowser()
if (browser === null) {
  console.error(
    [
      '',
      '**************************************************************************',
      '*  BROWSER TESTS SKIPPED: no Chromium was found on this machine.         *',
      '*  Install one (apt-get install chromium, or npx playwright install      *',
      '*  chromium) or set CHROMIUM_PATH, then run npm run test:browser.        *',
      '**************************************************************************',
      '',
    ].join('\n'),
  )
  process.exit(process.env.TIDEMARK_REQUIRE_BROWSER ? 1 : 0)
}
if (!existsSync(join(PROJECT_ROOT, 'out/main/cli.js'))) {
  console.error('The build is missing: run npm run build first.')
  process.exit(1)
}
const cli = join(PROJECT_ROOT, 'node_modules/@playwright/test/cli.js')
const { status } = spawnSync(process.execPath, [cli, 'test', ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: PROJECT_ROOT,
  env: { ...process.env, CHROMIUM_PATH: browser },
})
process.exit(status ?? 1)
