import { expect, test } from '@playwright/test'
import { SAMPLE, startHost, watchPage } from './host.ts'

test('a shift is followed to its evidence and back by keyboard alone', async ({ page }) => {
  const host = await startHost([SAMPLE])
  try {
    const wrong = watchPage(page)
    await page.goto(host.url)
    await expect(page.getByRole('heading', { name: '1 shift' })).toBeVisible()
    const shifts = page.url()

    await page.keyboard.press('j')
    await expect(page.getByRole('link', { name: 'Investigate' })).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: 'Show the traces' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Traces' })).toBeVisible()
    await expect(page.getByRole('row', { name: /Silent tool error/ }).first()).toBeVisible()
    const list = page.url()
    expect(list).toContain('category')

    await page.keyboard.press('j')
    const place = page.getByRole('grid', { name: 'Traces' }).locator('[role=row][tabindex="0"]')
    await expect(place).toBeFocused()
    await page.keyboard.press('Space')
    await expect(page.getByRole('row', { selected: true })).toBeFocused()
    await page.keyboard.press('Space')
    await expect(page.getByRole('row', { selected: true })).toHaveCount(0)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('treegrid')).toBeVisible()
    await expect(page.getByText(/^trace 1 of \d+ · category:tool_error_silent$/)).toBeVisible()

    await page.keyboard.press('f')
    const mark = page
      .locator('mark')
      .filter({ hasText: /"ok":\s*false/ })
      .first()
    await expect(mark).toBeInViewport()
    await page.keyboard.press('j')
    await expect(page.getByText(/^trace 2 of \d+ /)).toBeVisible()

    await page.keyboard.press('Escape')
    await expect(page.getByRole('heading', { name: 'Traces' })).toBeVisible()
    await expect(place).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('heading', { name: '1 shift' })).toBeVisible()
    expect(page.url()).toBe(shifts)
    expect(wrong).toEqual([])
  } finally {
    await host.stop()
  }
})

test('palette, keys and filter open and close from the keyboard', async ({ page }) => {
  const host = await startHost([SAMPLE])
  try {
    await page.goto(host.url)
    await expect(page.getByRole('heading', { name: '1 shift' })).toBeVisible()
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('silent')
    await page.getByRole('option', { name: 'Silent tool error' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: /^Silent tool error/ })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('heading', { name: 'Categories' })).toBeVisible()
    await page.keyboard.press('/')
    await expect(page.getByRole('textbox', { name: 'Find a category' })).toBeFocused()
  } finally {
    await host.stop()
  }
})
