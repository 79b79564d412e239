import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** A browser the tests can drive: the one `CHROMIUM_PATH` names, else a system one, else Playwright's own; null where there is none. */
export function findBrowser(): string | null {
  const named = process.env.CHROMIUM_PATH
  const candidates = named ? [named] : [...CANDIDATES, chromium.executablePath()]
  return candidates.find((path) => existsSync(path)) ?? null
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
