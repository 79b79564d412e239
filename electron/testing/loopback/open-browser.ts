import { chromium, type Browser } from '@playwright/test'
import { BROWSER_ARGS, findBrowser } from '../browser.ts'

/** True where a real browser is installed; says loudly that its tests are left out where there is none. */
export function hasBrowser(): boolean {
  if (findBrowser() !== null) return true
  console.warn('SKIPPED: the real-browser tests found no Chromium (set CHROMIUM_PATH)')
  return false
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findBrowser() ?? undefined, headless: true, args: BROWSER_ARGS })
}
