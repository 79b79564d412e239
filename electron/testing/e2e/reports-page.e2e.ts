import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { expect, type Page, test } from '@playwright/test'
import { type Host, openView, SAMPLE, startHost, watchPage } from './host.ts'

let host: Host
test.beforeAll(async () => {
  host = await startHost([SAMPLE])
})
test.afterAll(() => host.stop())

function sections(page: Page) {
  return page.getByRole('list', { name: 'Sections' }).getByRole('listitem')
}

test('a shift becomes a report by keyboard alone, and the file tells it without the workspace', async ({
  page,
  context,
}) => {
  const wrong = watchPage(page)
  await page.goto(host.url)
  await page.getByRole('link', { name: /^Silent tool errors in booking/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Add to report' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Added to the report' })).toBeVisible()
  await page.getByRole('link', { name: 'Reports' }).focus()
  await page.keyboard.press('Enter')

  await expect(sections(page).filter({ hasText: '1 chosen shift' })).toBeVisible()
  const preview = page.frameLocator('iframe[title="Preview of the report"]')
  await expect(preview.getByText(/Silent tool errors in booking/).first()).toBeVisible()
  await sections(page).last().getByRole('button', { expanded: false }).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(sections(page).last()).toContainText('Method and limits')

  await page.getByRole('button', { name: /^Export/ }).focus()
  const download = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: /^HTML/ }).focus()
  await page.keyboard.press('Enter')
  const path = await (await download).path()
  expect(wrong).toEqual([])

  // The reader has the file and nothing else.
  const reader = await context.newPage()
  const strange: string[] = []
  reader.on('request', (request) => {
    if (!request.url().startsWith('file:')) strange.push(request.url())
  })
  reader.on('console', (message) => strange.push(message.text()))
  await reader.goto(pathToFileURL(path).href)
  await expect(reader.getByText(/Silent tool errors in booking/).first()).toBeVisible()
  expect(await readFile(path, 'utf8')).not.toContain('<script')
  expect(strange).toEqual([])
  await reader.close()

  await openView(page, '/reports?panel=history')
  await expect(page.getByRole('region', { name: 'Exported' }).getByRole('listitem')).toHaveCount(1)
})

test('what redaction takes out is told before the report leaves', async ({ page }) => {
  await page.goto(host.url)
  await openView(page, '/reports?panel=redaction')
  await expect(page.getByText(/^\d+ values? taken out|^Nothing was found/)).toBeVisible()
  await page.getByRole('checkbox', { name: /All payloads/ }).check()
  const preview = page.frameLocator('iframe[title="Preview of the report"]')
  await expect(preview.getByText(/payload of [\d,]+ characters left out/).first()).toBeAttached()
})
