import { defineConfig } from '@playwright/test'
import { BROWSER_ARGS } from './electron/testing/browser.ts'

export default defineConfig({
  testDir: 'electron/testing/e2e',
  testMatch: '*.e2e.ts',
  outputDir: 'test-results',
  timeout: 120_000,
  workers: 1,
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: BROWSER_ARGS },
    trace: 'retain-on-failure',
  },
})
