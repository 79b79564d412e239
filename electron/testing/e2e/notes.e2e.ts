import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { type Host, openView, SAMPLE, startHost, watchPage } from './host.ts'

let host: Host
test.beforeEach(async () => {
  host = await startHost([SAMPLE])
})
test.afterEach(() => host.stop())

test('a finding is called right, the trace labelled and noted, and all of it found again and undone', async ({
  page,
}) => {
  const wrong = watchPage(page)
  const notice = page.getByRole('status')
  await page.goto(host.url)
  await openView(page, '/traces?filter=category%3Atool_error_silent')
  const rows = page.getByRole('row')
  await expect(rows.nth(1)).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: /^Findings/ }).click()
  const verdict = page.getByRole('group', { name: 'Is “Silent tool error” right here?' }).first()
  const right = verdict.getByRole('button', { name: 'Right' })
  await right.click()
  await expect(right).toHaveAttribute('aria-pressed', 'true')
  await verdict.getByRole('button', { name: 'Wrong' }).click()
  await expect(right).toHaveAttribute('aria-pressed', 'false')
  await right.click()
  await expect(right).toHaveAttribute('aria-pressed', 'true')

  await page.keyboard.press('2')
  await expect(notice.filter({ hasText: 'Labelled “bad”' })).toBeVisible()
  await expect(
    page.getByRole('banner').or(page.locator('header')).getByText('bad', { exact: true }),
  ).toBeVisible()
  await page.getByRole('tab', { name: /^Notes/ }).click()
  await page.getByRole('textbox', { name: 'Your name, for the history' }).fill('Ada')
  await page.getByRole('textbox', { name: 'Note', exact: true }).fill('The supplier timed out <b>again</b>.')
  await page.keyboard.press('Control+Enter')
  const notes = page.getByRole('list', { name: 'Notes', exact: true })
  await expect(notes).toContainText(/The supplier timed out <b>again<\/b>\..*Ada/)
  await page.getByRole('button', { name: /^Edit: The supplier/ }).click()
  const edit = page.getByRole('form', { name: 'Keep the change' })
  await edit.getByRole('textbox', { name: 'Note' }).fill('The supplier timed out twice.')
  await edit.getByRole('button', { name: 'Keep the change' }).click()
  await expect(notes).toContainText('The supplier timed out twice.')
  await expect(notes).not.toContainText('again')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])

  await openView(page, '/traces?filter=note%3A%22timed%20out%22%20label%3Abad')
  await expect(page.getByText(/^1 of [\d,]+ traces$/)).toBeVisible()
  await expect(rows.nth(1)).toContainText('bad')
  await openView(page, '/categories/tool_error_silent')
  await expect(page.getByText('1 of 1 right, 95 % interval', { exact: false })).toBeVisible()

  await openView(page, '/traces')
  await expect(rows.nth(1)).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('3')
  await expect(notice.filter({ hasText: '2 traces labelled “interesting”. Ctrl Z undoes.' })).toBeVisible()
  await expect(rows.nth(2)).toContainText('interesting')
  await page.keyboard.press('Control+z')
  await expect(rows.nth(2)).not.toContainText('interesting')
  await page.keyboard.press('Control+Shift+z')
  await expect(rows.nth(2)).toContainText('interesting')
  await page.keyboard.press('3')
  await expect(rows.nth(2)).not.toContainText('interesting')
  expect(wrong).toEqual([])
})

test('labels are put on other keys in the settings', async ({ page }) => {
  const wrong = watchPage(page)
  await page.goto(host.url)
  await openView(page, '/settings?section=labels')
  await page.getByRole('textbox', { name: 'Label of the key 2' }).fill('loop')
  await page.getByRole('button', { name: 'Save the labels' }).click()
  await openView(page, '/traces')
  const row = page.getByRole('row').nth(1)
  await expect(row).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('2')
  await expect(row).toContainText('loop')
  expect(wrong).toEqual([])
})
