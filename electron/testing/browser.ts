import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { findChromium } from '../find-chromium.ts'

/** A browser the tests can drive: the one the product prints with, else Playwright's own; null where there is none. */
export function findBrowser(): string | null {
  const installed = findChromium()
  if (installed !== null || process.env.CHROMIUM_PATH) return installed
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null
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
