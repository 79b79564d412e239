import { AxeBuilder } from '@axe-core/playwright'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { dropFile, openView, SAMPLE, startHost, watchPage } from './host.ts'

test('failing traces are shared as a small workspace, opened there, noted on, and merged back', async ({
  page,
}) => {
  const wrong = watchPage(page)
  const host = await startHost([SAMPLE])
  await page.goto(host.url)
  await openView(page, '/traces?filter=category%3Atool_error_silent')
  await expect(page.getByText('228 of 4,386 traces')).toBeVisible()
  await page.getByRole('button', { name: 'Export…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export traces' })
  await expect(dialog.getByRole('heading', { name: 'Export 228 of 4,386 traces' })).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(dialog.getByText('E-mail addresses 1,380 times')).toBeVisible({ timeout: 60_000 })
  await expect(dialog.getByRole('row', { name: /^\[email-\d+\] \S+…\S+ \d+$/ }).first()).toBeVisible()
  const downloading = page.waitForEvent('download')
  await dialog.getByRole('button', { name: /^Save the file/ }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('test-traces.tidemark')
  await expect(dialog).toHaveCount(0)
  await expect(
    page.getByRole('status').filter({ hasText: /^Exported test-traces\.tidemark: 228 traces/ }),
  ).toBeVisible()
  const sent = join(host.folder, 'sent.tidemark')
  await download.saveAs(sent)

  const theirs = await startHost([], sent)
  await page.goto(theirs.url)
  await expect(page.getByText('This is an excerpt: 228 of 4,386 traces')).toBeVisible()
  await expect(page.getByRole('link', { name: /^Silent tool errors in booking/ })).toBeVisible()
  await openView(page, '/traces')
  await expect(page.getByText('228 traces', { exact: true })).toBeVisible()
  const row = page.getByRole('row').nth(1)
  await page.keyboard.press('j')
  await page.keyboard.press('2')
  await expect(row).toContainText('bad')
  await page.goto('about:blank')
  await theirs.stop()

  await page.goto(host.url)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await dropFile(page, 'sent.tidemark', await readFile(sent))
  await openView(page, '/imports')
  await expect(page.getByText(/1 note or decision merged\./)).toBeVisible({ timeout: 60_000 })
  await openView(page, '/traces?filter=label%3Abad')
  await expect(page.getByText(/^1 of /)).toBeVisible()
  expect(wrong).toEqual([])
  await page.goto('about:blank')
  await host.stop()
})
