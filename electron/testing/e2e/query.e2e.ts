import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { type Host, openView, SAMPLE, startHost, watchPage } from './host.ts'

let host: Host
test.beforeAll(async () => {
  host = await startHost([SAMPLE])
})
test.afterAll(() => host.stop())

test('a query runs by its key, its ids open traces, and it is taken along as CSV and kept by name', async ({
  page,
}) => {
  const wrong = watchPage(page)
  await page.goto(host.url)
  await openView(page, '/query?sql=SELECT%20trace_id,%20category%20FROM%20findings%20LIMIT%2012000')
  await page.getByLabel('SQL').click()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/^[\d,]+ rows in/)).toBeVisible()

  await page.getByRole('columnheader', { name: 'category' }).getByRole('button').click()
  await expect(page.getByRole('columnheader', { name: /category/ })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const lines = (await readFile(await (await download).path(), 'utf8')).split('\r\n')
  expect(lines[0]).toBe('\ufeff"trace_id","category"')

  await page.getByLabel('Name to keep this query under').fill('All findings')
  await page.getByRole('button', { name: 'Keep' }).click()
  await expect(page.getByRole('region', { name: 'Kept queries' }).getByText('All findings')).toBeVisible()

  await page.getByRole('table', { name: 'Answer' }).getByRole('link').first().click()
  await expect(page.getByRole('treegrid')).toBeVisible()
  await page.goBack()
  await expect(page.getByLabel('SQL')).toContainText('SELECT trace_id, category FROM findings')
  expect(wrong).toEqual([])
})

test('a wrong query is told at its place, and a long one can be ended', async ({ page }) => {
  await page.goto(host.url)
  await openView(page, '/query?sql=SELECT%20nowhere%20FROM%20traces')
  await page.getByLabel('SQL').click()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('alert')).toContainText('no such column: nowhere')
  await expect(page.locator('[aria-invalid=true]')).toHaveText('nowhere')

  const endless = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c'
  await openView(page, '/traces')
  await openView(page, `/query?sql=${encodeURIComponent(endless)}`)
  await page.getByRole('button', { name: /^Run/ }).click()
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('Cancelled')
})
