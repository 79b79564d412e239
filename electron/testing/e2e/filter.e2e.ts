import { expect, test } from '@playwright/test'
import { openView, SAMPLE, startHost, watchPage } from './host.ts'

test('a filter that cannot be read is explained at its character, and the list comes back with a good one', async ({
  page,
}) => {
  const host = await startHost([SAMPLE])
  try {
    const wrong = watchPage(page)
    await page.goto(host.url)
    await openView(page, '/traces')
    await expect(page.getByRole('status').filter({ hasText: '4,386 traces' })).toBeVisible()
    await page.keyboard.press('/')
    await page.keyboard.type('agent:booking duration>soon')
    const problem = page.getByText(/^At character 24: a duration such as .* is expected here, not "soon"\.$/)
    await expect(problem).toBeVisible()
    await expect(page.locator('[data-view-filter]')).toHaveAttribute('aria-invalid', 'true')

    // An address can carry one too.
    await openView(page, '/traces?filter=agent%3A')
    await expect(page.getByText(/^At character 7: /)).toBeVisible()
    await page.getByRole('button', { name: 'Clear the filter' }).last().click()
    await expect(page.getByRole('row').nth(3)).toBeVisible()
    expect(wrong).toEqual([])
  } finally {
    await host.stop()
  }
})

test('the count of a signature leads to exactly its traces, from the category and from a finding', async ({
  page,
}) => {
  const host = await startHost([SAMPLE])
  try {
    await page.goto(host.url)
    await openView(page, '/categories/tool_error_silent')
    const row = page.getByRole('row').filter({ has: page.getByText(/^tool search_flights/) })
    const count = row.getByTitle('Show these traces')
    const traces = Number(await count.innerText())
    expect(traces).toBeGreaterThan(10)
    await count.click()
    await expect(page.getByRole('status').filter({ hasText: `${traces} of 4,386 traces` })).toBeVisible()

    await page
      .getByRole('row', { name: /Silent tool error/ })
      .first()
      .click()
    await page.getByRole('tab', { name: /Findings/ }).click()
    await page
      .getByRole('link', { name: `${traces} traces` })
      .first()
      .click()
    await expect(page.getByRole('status').filter({ hasText: `${traces} of 4,386 traces` })).toBeVisible()
  } finally {
    await host.stop()
  }
})

test('free text finds what any text holds; the row shows it, and the trace opens at the very words', async ({
  page,
}) => {
  const wrong = watchPage(page)
  const host = await startHost([SAMPLE])
  await page.goto(host.url)
  await expect(page.getByText('Indexing the texts for search: done')).toBeVisible({ timeout: 60_000 })
  await openView(page, '/traces?filter=%22fare%20filter%22')
  await expect(page.getByText('148 of 4,386 traces')).toBeVisible()
  const row = page.getByRole('row').nth(1)
  await expect(row.locator('mark:visible')).toHaveText('fare filter')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const finder = page.getByRole('search', { name: 'Texts of the trace' })
  await expect(finder.getByRole('status')).toHaveText('1 of 5')
  await expect(page.locator('mark[data-target]').first()).toHaveText('fare filter')
  await expect(page.locator('mark[data-target]').first()).toBeInViewport()
  await page.keyboard.press('n')
  await expect(finder.getByRole('status')).toHaveText('2 of 5')
  await expect(page.getByRole('tab', { name: /Input/, selected: true })).toBeVisible()
  await expect(page.locator('mark[data-target]').first()).toBeInViewport()
  await page.keyboard.press('Shift+N')
  await page.keyboard.press('Shift+N')
  await expect(finder.getByRole('status')).toHaveText('5 of 5')
  await page.keyboard.press('/')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('nowhere in it')
  await expect(finder.getByRole('status')).toHaveText('no match')
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/find=/)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('grid', { name: 'Traces' })).toBeVisible()
  expect(wrong).toEqual([])
  await page.goto('about:blank')
  await host.stop()
})
