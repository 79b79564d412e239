import { expect, test } from '@playwright/test'
import { type Host, openView, SAMPLE, startHost, watchPage } from './host.ts'

let host: Host
test.beforeAll(async () => {
  host = await startHost([SAMPLE])
})
test.afterAll(() => host.stop())

test('a quiet period is tried on the past, saved with a reason, and kept in the history', async ({
  page,
}) => {
  const wrong = watchPage(page)
  await page.goto(host.url)
  await openView(page, '/settings')
  const policy = page.getByRole('region', { name: 'Alert policy' })
  const tries = page.getByRole('region', { name: 'Back-test and save' })
  await policy.getByLabel('One false alert at most in (days)').fill('3')
  await expect(policy.getByText('A whole number of days from 7 to 3650.')).toBeVisible()
  await expect(tries.getByRole('button', { name: 'Run the back-test' })).toBeDisabled()
  await policy.getByLabel('One false alert at most in (days)').fill('90')
  await policy.getByRole('button', { name: 'Add a quiet period' }).click()
  await policy.getByLabel('First day of quiet period 1').fill('2026-04-10')
  await policy.getByLabel('Last day of quiet period 1').fill('2026-04-26')
  await policy.getByLabel('Reason of quiet period 1').fill('load test')
  await tries.getByRole('button', { name: 'Run the back-test' }).click()
  await expect(tries.getByText(/stayed silent .* 1 alert of now would be gone/)).toBeVisible({
    timeout: 60_000,
  })
  await expect(tries.getByRole('listitem')).toContainText(['gone'])

  await tries.getByRole('button', { name: 'Save as a new version' }).click()
  await expect(tries.getByText('A reason is needed.')).toBeVisible()
  await tries.getByLabel('Reason').fill('The load test of April.')
  await tries.getByRole('button', { name: 'Save as a new version' }).click()
  await expect(tries.getByText('Saved. It holds from now on.')).toBeVisible({ timeout: 60_000 })
  const history = page.getByRole('region', { name: 'Policy history' })
  await expect(history).toContainText('The load test of April.')
  await expect(history).toContainText('1 quiet period')
  await expect(policy.getByLabel('Reason of quiet period 1')).toHaveValue('load test')
  expect(wrong).toEqual([])
})

test('traffic is split by another part, with the sizes of what comes of it', async ({ page }) => {
  await page.goto(host.url)
  await openView(page, '/settings?section=segments')
  const segments = page.getByRole('region', { name: 'Segments' })
  await segments.getByRole('button', { name: 'Remove model family' }).click()
  await segments.getByRole('button', { name: 'Show the segments' }).click()
  const sizes = segments.getByRole('list', { name: 'Segments and their sessions' })
  await expect(sizes.getByRole('listitem')).toHaveCount(3, { timeout: 60_000 })
  await expect(sizes).toContainText('booking')
  await segments.getByLabel('Add a part').selectOption('prompt')
  await expect(sizes).toHaveCount(0)
})

test('a category is defined by a filter, previewed, saved, changed and removed', async ({ page }) => {
  const wrong = watchPage(page)
  await page.goto(host.url)
  await openView(page, '/settings?section=categories')
  const section = page.getByRole('region', { name: 'Custom categories' })
  await section.getByRole('button', { name: 'New category…' }).click()
  const form = section.getByRole('form', { name: 'New category' })
  await form.getByLabel('Name', { exact: true }).fill('Long runs')
  await expect(form.getByLabel('Id', { exact: true })).toHaveValue('long_runs')
  await form.getByLabel('Filter', { exact: true }).fill('spans>many')
  await form.getByRole('button', { name: 'Save the category' }).click()
  await expect(form.getByText(/not understood at character/)).toBeVisible()
  await expect(form.getByText('A sentence of up to 500 signs is needed.')).toBeVisible()
  await form.getByLabel('Definition').fill('More than ten spans.')
  await form.getByLabel('Filter', { exact: true }).fill('spans>10')
  await form.getByRole('button', { name: 'Preview' }).click()
  await expect(form.getByText(/^Finds 175 of 4,386 judged traces/)).toBeVisible({ timeout: 60_000 })
  await expect(form.getByRole('list', { name: 'Examples' }).getByRole('link').first()).toBeVisible()
  await form.getByRole('button', { name: 'Save the category' }).click()
  const list = section.getByRole('list', { name: 'Categories of your own' })
  await expect(list.getByRole('listitem')).toContainText(['version 1'], { timeout: 60_000 })

  const download = page.waitForEvent('download')
  await section.getByRole('button', { name: 'Export JSON' }).click()
  expect((await download).suggestedFilename()).toBe('tidemark-categories.json')
  // The analysis that the save started must end first: one process writes at a time.
  await expect(page.getByRole('contentinfo').getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 })
  await list.getByRole('button', { name: 'Remove Long runs' }).click()
  await page
    .getByRole('dialog', { name: 'Remove this category' })
    .getByRole('button', { name: 'Remove the category' })
    .click()
  await expect(section.getByText(/^None yet/)).toBeVisible({ timeout: 60_000 })
  expect(wrong).toEqual([])
})

test('the theme is chosen and kept, and the address leads to a section', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto(host.url)
  await openView(page, '/settings?section=appearance')
  const section = page.getByRole('region', { name: 'Appearance' })
  await expect(section).toBeInViewport()
  await section.getByRole('radio', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await section.getByRole('radio', { name: 'As the system' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
})
