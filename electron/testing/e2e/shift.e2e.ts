import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { type Host, SAMPLE, startHost, watchPage } from './host.ts'

let host: Host
test.beforeEach(async () => {
  host = await startHost([SAMPLE])
})
test.afterEach(() => host.stop())

async function openShift(page: Page): Promise<void> {
  await page.goto(host.url)
  await page.getByRole('link', { name: /^Silent tool errors in booking/ }).click()
  await expect(page.getByRole('heading', { name: /^Silent tool errors in booking/ })).toBeVisible()
}

function history(page: Page) {
  return page.getByRole('list', { name: 'History' })
}

test('a shift opens from the list with its evidence, and an example leads to the span that proves it', async ({
  page,
}) => {
  const wrong = watchPage(page)
  await openShift(page)
  const evidence = page.getByRole('img', { name: /^Evidence by day/ })
  await expect(evidence).toHaveAccessibleName(/On 14 April: \d+ times what raises an alert/)
  await page.getByText('As a table').click()
  await expect(page.getByRole('row', { name: /^14 April .* \d{3}$/ })).toBeVisible()
  await expect(page.getByText('All of it is behaviour')).toBeVisible()
  await expect(page.getByText('7 became 8', { exact: true })).toBeVisible()
  await expect(page.getByText('3 days before the onset')).toBeVisible()
  const segment = page.getByRole('row', { name: /^booking × gpt-4\.1 365 69 18/ })
  await expect(segment).toBeVisible()

  await page.getByRole('link', { name: 'Open at the finding' }).first().click()
  await expect(page.getByRole('treegrid')).toBeVisible()
  await expect(page).toHaveURL(/span=/)
  await expect(page.getByRole('tab', { name: /Findings/, selected: true })).toBeVisible()
  await expect(page.getByText(/tool_error_silent v\d/).first()).toBeVisible()
  await page.goBack()
  await page.getByRole('link', { name: 'Open this trace' }).first().click()
  await expect(page.getByRole('treegrid')).toBeVisible()
  await page.goBack()
  await segment.getByRole('link', { name: '69' }).click()
  // Two of the 69 sessions failed in two traces each.
  await expect(page.getByText('71 of 4,386 traces')).toBeVisible()
  expect(wrong).toEqual([])
})

test('decisions are made, undone and done again from the keyboard, and show in the list', async ({
  page,
}) => {
  const wrong = watchPage(page)
  await openShift(page)
  const notice = page.getByRole('status')
  await page.getByRole('textbox', { name: 'Your name, for the history' }).fill('Ada')
  await page.keyboard.press('Tab')
  await page.getByRole('textbox', { name: 'Note', exact: true }).blur()
  await page.keyboard.press('a')
  await expect(notice.filter({ hasText: 'Acknowledged. Ctrl Z undoes.' })).toBeVisible()
  await expect(history(page)).toContainText(/Acknowledged.*Ada/)

  await page.keyboard.press('n')
  const text = page.getByRole('textbox', { name: 'Note' })
  await expect(text).toBeFocused()
  await page.keyboard.type('Prompt 8 lost a line.')
  await page.keyboard.press('Control+Enter')
  const notes = page.getByRole('list', { name: 'Notes', exact: true })
  await expect(notes).toContainText(/Prompt 8 lost a line\..*Ada/)

  await page.keyboard.press('Control+z')
  await expect(notice.filter({ hasText: 'Undone: Note: “Prompt 8 lost a line.”' })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(notice.filter({ hasText: 'Undone: Acknowledged' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Acknowledge', exact: true })).toBeVisible()
  await page.keyboard.press('Control+Shift+z')
  await expect(notice.filter({ hasText: 'Done again: Acknowledged' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Acknowledged', exact: true })).toBeVisible()

  await page.keyboard.press('m')
  await expect(page.getByLabel('Last day of the mute')).toHaveValue('2026-05-08')
  await page.getByRole('button', { name: 'Mute', exact: true }).click()
  await expect(page.getByText('muted until 8 May', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  const muted = page.getByRole('group', { name: 'Muted' })
  await expect(muted).toBeVisible()
  await expect(page.getByRole('article')).toHaveCount(0)
  await muted.getByText('Muted', { exact: true }).click()
  await expect(muted.getByRole('article')).toContainText('acknowledged')
  expect(wrong).toEqual([])
})

test('a shift is accepted as the new normal after a look at what would be said', async ({ page }) => {
  const wrong = watchPage(page)
  await openShift(page)
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog', { name: 'Accept as the new normal' })
  const reason = dialog.getByRole('textbox', { name: 'Why it is expected' })
  await expect(reason).toBeFocused()
  await expect(dialog.getByText('This shift would be closed as accepted on 24 April.')).toBeVisible({
    timeout: 60_000,
  })
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  const accept = dialog.getByRole('button', { name: 'Accept as the new normal' })
  await expect(accept).toBeDisabled()
  await reason.fill('The provider changed its answers.')
  await expect(accept).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Your name' }).fill('Ada')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0, { timeout: 60_000 })
  await expect(page.getByText('accepted 24 April')).toBeVisible({ timeout: 30_000 })
  await expect(history(page)).toContainText(/Accepted as the new normal.*The provider changed.*Ada/)
  await expect(page.getByRole('button', { name: 'Expected…' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: '1 shift, all closed' })).toBeVisible()
  await expect(page.getByRole('group', { name: 'Closed' }).getByRole('article')).toContainText('accepted')
  expect(wrong).toEqual([])
})
