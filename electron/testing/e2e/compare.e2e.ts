import { expect, test } from '@playwright/test'
import { type Host, openView, SAMPLE, startHost, watchPage } from './host.ts'

let host: Host
test.beforeAll(async () => {
  host = await startHost([SAMPLE])
})
test.afterAll(() => host.stop())

test('the baseline against now shows the regression of the sample, and leads to its traces', async ({
  page,
}) => {
  const wrong = watchPage(page)
  await page.goto(host.url)
  await page.getByRole('navigation').getByRole('link', { name: 'Compare' }).click()
  await page.getByRole('button', { name: /Baseline against now/ }).click()
  const silent = page.getByRole('row', { name: /Silent tool error/ }).first()
  await expect(silent).toContainText('higher')
  await expect(page.getByRole('row', { name: /Timed out/ })).toContainText('no difference')
  await expect(page.getByText(/rubric helpfulness 3.*rubric helpfulness 4/)).toBeVisible()
  await expect(page.getByRole('row', { name: /prompt version 8/ })).toBeVisible()

  const address = page.url()
  await page.reload()
  await expect(page).toHaveURL(address)
  await expect(silent).toContainText('higher')

  await silent.getByRole('link', { name: /sessions of b/ }).click()
  await expect(page).toHaveURL(/from(%3A|:)2026-03-30/)
  await expect(page.getByRole('row', { name: /Silent tool error/ }).first()).toBeVisible()
  await page.goBack()
  await expect(silent).toContainText('higher')
  expect(wrong).toEqual([])
})

test('filters are typed, swapped and explained where they cannot be read', async ({ page }) => {
  const wrong = watchPage(page)
  await page.goto(host.url)
  await openView(page, '/compare?a=agent%3Abooking%20from%3A2026-03-02%20to%3A2026-03-29&b=from%3A2026-04-14')
  const [a, b] = [
    page.getByRole('combobox', { name: 'Filter of a' }),
    page.getByRole('combobox', { name: 'Filter of b' }),
  ]
  await b.fill('agent:booking from:2026-04-14')
  await b.press('Enter')
  const silent = page.getByRole('row', { name: /Silent tool error/ }).first()
  await expect(silent).toContainText('↑ higher')
  await page.getByRole('button', { name: 'Swap the sides' }).click()
  await expect(a).toHaveValue('agent:booking from:2026-04-14')
  await expect(silent).toContainText('↓ lower')
  await a.fill('duration>soon')
  await expect(page.getByText(/At character 10/)).toBeVisible()
  await a.fill('agent:nobody')
  await a.press('Enter')
  await expect(page.getByText('The filter of a selects no trace.')).toBeVisible()
  expect(wrong).toEqual([])
})
