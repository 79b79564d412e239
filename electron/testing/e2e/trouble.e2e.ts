import { renameSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { openView, SAMPLE, startHost } from './host.ts'

test('a workspace that vanishes while it is open is told of, stays readable, and goes on when it is back', async ({
  page,
}) => {
  const host = await startHost([SAMPLE])
  await page.goto(host.url)
  await openView(page, '/traces')
  await expect(page.getByText('4,386 traces', { exact: true })).toBeVisible()
  renameSync(host.workspace, `${host.workspace}.away`)
  const gone = page.getByRole('alert').filter({ hasText: 'is no longer at' })
  await expect(gone).toBeVisible({ timeout: 15_000 })
  await openView(page, '/categories')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await openView(page, '/traces')
  await page.keyboard.press('j')
  await page.keyboard.press('2')
  await expect(page.getByRole('status').filter({ hasText: 'was not found' })).toBeVisible()
  renameSync(`${host.workspace}.away`, host.workspace)
  await expect(gone).toHaveCount(0, { timeout: 15_000 })
  await page.keyboard.press('2')
  await expect(page.getByRole('row').nth(1)).toContainText('bad')
  await page.goto('about:blank')
  await host.stop()
})

test('a host that stops is told of, and one that was started again says where to go on', async ({ page }) => {
  const host = await startHost([SAMPLE])
  const { port } = new URL(host.url)
  await page.goto(host.url)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await host.stop()
  const trouble = page.getByRole('alert')
  await expect(trouble.filter({ hasText: 'Tidemark does not answer' })).toBeVisible({ timeout: 15_000 })
  await expect(page.getByRole('link', { name: /^Silent tool errors in booking/ })).toBeVisible()
  const again = await startHost([SAMPLE, '--port', port])
  await expect(trouble.filter({ hasText: 'Tidemark was started again' })).toBeVisible({ timeout: 30_000 })
  // The address it prints, in the tab that is open.
  await page.evaluate((hash) => {
    location.hash = hash
  }, new URL(again.url).hash)
  await expect(trouble).toHaveCount(0, { timeout: 15_000 })
  await page.goto('about:blank')
  await again.stop()
})
