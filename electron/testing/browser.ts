import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** A browser the tests can drive: `CHROMIUM_PATH`, a system one, or Playwright's own; null where there is none. */
export function findBrowser(): string | null {
  const own = chromium.executablePath()
  return (
    [process.env.CHROMIUM_PATH, ...CANDIDATES, own].find((path) => path !== undefined && existsSync(path)) ??
    null
  )
}

/** Works as root and in a container, and asks nothing of the network. */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]
