import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { PROJECT_ROOT } from '../layers.ts'
import { sharedData } from '../shared-data.ts'
import { dropFile, startHost, watchPage } from './host.ts'

test('a dropped export leads to a category, a trace, the span and the characters that prove it', async ({
  page,
}) => {
  const archive = sharedData('trail/trail-dev.tar.gz')
  test.skip(archive === null, 'the reference data is not here')
  if (archive === null) return
  const host = await startHost()
  try {
    const wrong = watchPage(page)
    await page.goto(host.url)
    await expect(page.getByText(/drop/i).first()).toBeVisible()
    await dropFile(page, 'trail-dev.tar.gz', readFileSync(archive))

    await page
      .getByRole('navigation')
      .getByRole('link', { name: /Imports/ })
      .click()
    await expect(page.getByRole('heading', { name: /trail-dev.*55 traces.*1,406 spans/ })).toBeVisible({
      timeout: 60_000,
    })
    const found = page.getByRole('list', { name: 'Found in this import' })
    await expect(found.getByRole('link', { name: /Tool raised an error/ })).toBeVisible({ timeout: 60_000 })

    await page
      .getByRole('navigation')
      .getByRole('link', { name: /Categories/ })
      .click()
    await page
      .getByRole('link', { name: /Tool raised an error/ })
      .first()
      .click()
    await expect(page.getByRole('heading', { name: 'Tool raised an error' })).toBeVisible()

    await page.getByRole('link', { name: 'Show the traces' }).click()
    await expect(page).toHaveURL(/category(%3A|:)tool_error/)
    await page
      .getByRole('row', { name: /Tool raised an error/ })
      .first()
      .click()
    await expect(page.getByRole('treegrid')).toBeVisible()

    await page.getByRole('tab', { name: /Findings/ }).click()
    await expect(page.getByText(/tool_error v\d/).first()).toBeVisible()
    await page.getByRole('tab', { name: 'Conversation' }).click()
    await page.keyboard.press('f')
    await expect(page.locator('mark').first()).toBeVisible()
    const evidence = await page.locator('mark').first().innerText()
    expect(evidence.length).toBeGreaterThan(3)
    await expect(page).toHaveURL(/span=/)

    const address = page.url()
    await page.reload()
    await expect(page).toHaveURL(address)
    await expect(page.locator('mark').first()).toBeVisible()
    await expect(page.locator('mark').first()).toHaveText(evidence)
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /Imports/ })
      .click()
    await expect(
      page
        .getByRole('list', { name: /Imports, newest first/ })
        .getByText('trail-dev')
        .first(),
    ).toBeVisible()
    expect(wrong).toEqual([])
  } finally {
    await host.stop()
  }
})

test('the sample opens on its shift, and the shift leads to the traces behind it', async ({ page }) => {
  const host = await startHost([join(PROJECT_ROOT, 'resources/samples/first-run.jsonl.zst')])
  try {
    const wrong = watchPage(page)
    await page.goto(host.url)
    await expect(page.getByRole('heading', { name: '1 shift' })).toBeVisible()
    await expect(page.getByText(/Silent tool errors in booking × gpt-4\.1/)).toBeVisible()
    await expect(page.getByText('Traffic changed')).toBeVisible()
    await page.getByRole('link', { name: 'Show the traces' }).click()
    const row = page.getByRole('row', { name: /Silent tool error/ }).first()
    await row.click()
    await page.keyboard.press('f')
    await expect(
      page
        .locator('mark')
        .filter({ hasText: /"ok":\s*false/ })
        .first(),
    ).toBeVisible()
    expect(wrong).toEqual([])
  } finally {
    await host.stop()
  }
})

test('a file of no known format is refused with a sentence that says what to do', async ({ page }) => {
  const host = await startHost()
  try {
    await page.goto(host.url)
    await expect(page.getByText(/drop/i).first()).toBeVisible()
    await dropFile(page, 'holiday.txt', Buffer.from('These are notes about a holiday, and nothing else.'))
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /Imports/ })
      .click()
    await expect(page.getByText(/in no format Tidemark knows/).first()).toBeVisible()
  } finally {
    await host.stop()
  }
})
