import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { hostileTrace, NEEDLE, writeBigTrace } from '../invented-otlp.ts'
import { type Host, openView, startHost, watchPage } from './host.ts'

const BIG = 'b'.repeat(32)
const HOSTILE = 'a'.repeat(32)
const SPANS = 100_000

const folder = mkdtempSync(join(tmpdir(), 'tidemark-trace-'))
let host: Host
test.beforeAll(async () => {
  // Importing and analysing 100,000 spans takes some 15 s.
  test.setTimeout(180_000)
  const file = join(folder, 'big.jsonl')
  writeBigTrace(file, SPANS, BIG)
  appendFileSync(file, `${hostileTrace(HOSTILE)}\n`)
  host = await startHost([file])
})
test.afterAll(async () => {
  await host.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function openSpan(page: Page, name: string, tab: string): Promise<void> {
  await page.getByRole('row', { name }).first().click()
  await page.getByRole('tab', { name: tab }).click()
}

test('a trace of 100,000 spans is whole: its last row, a search, its findings, one of its spans', async ({
  page,
}) => {
  const wrong = watchPage(page)
  await page.goto(host.url)
  await openView(page, `/traces/${BIG}`)
  const tree = page.getByRole('treegrid')
  await expect(tree).toHaveAttribute('aria-rowcount', String(SPANS), { timeout: 20_000 })
  await tree.focus()
  await page.keyboard.press('End')
  await expect(page.getByRole('row', { selected: true })).toHaveAttribute('aria-rowindex', String(SPANS))

  await page.keyboard.press('Control+f')
  await page.keyboard.type('step 2')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('search').getByRole('status')).toHaveText(/^1 of /)
  await expect(page.getByRole('row', { selected: true })).toContainText('step 2')
  await page.keyboard.press('Escape')

  await page.keyboard.press('f')
  await expect(page.getByRole('row', { selected: true })).toContainText('search_flights')
  await expect(page.getByRole('feed').getByText('upstream 503').first()).toBeVisible()
  await tree.focus()
  const scale = await page.getByText('10 s').isVisible()
  await page.keyboard.press('w')
  await expect(page.getByRole('button', { name: 'Whole trace' })).toBeVisible()
  expect(scale).toBe(true)
  await page.keyboard.press('0')
  await expect(page.getByRole('button', { name: 'Whole trace' })).toHaveCount(0)
  expect(wrong).toEqual([])
})

test('what is hostile in a payload is shown, inert: a huge line, markup, escapes, files', async ({
  page,
}) => {
  const wrong = watchPage(page)
  page.on('dialog', (dialog) => wrong.push(`dialog: ${dialog.message()}`))
  await page.goto(host.url)
  await openView(page, `/traces/${HOSTILE}`)
  await openSpan(page, 'huge', 'Input / output')
  await page.getByRole('button', { name: 'Open' }).last().click()
  await page.getByLabel('Find in this payload').fill(NEEDLE)
  await expect(page.getByText('1 of 1')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.locator('mark[data-current]')).toHaveText(NEEDLE)
  await page.keyboard.press('Escape')

  await openSpan(page, 'signs', 'Input / output')
  await expect(page.getByText('<script>alert(2)</script>')).toBeVisible()
  await expect(page.getByText('⟨ESC⟩').first()).toBeVisible()
  await expect(page.getByTitle(/U\+202E/).first()).toBeVisible()

  await openSpan(page, 'files', 'Input / output')
  await expect(page.getByRole('tabpanel').getByRole('img', { name: /Image in/ })).toBeVisible()
  await expect(page.getByText('application/pdf, 305 B')).toBeVisible()
  await page.getByRole('button', { name: 'Show as text' }).click()
  await expect(page.getByText(/<svg .*<script>alert\(1\)/)).toBeVisible()
  await page.getByRole('button', { name: 'Open' }).last().click()
  await page.getByRole('tree').press('ArrowDown')
  await expect(page.getByRole('treeitem', { selected: true })).toContainText('image')
  await page.keyboard.press('Escape')
  expect(wrong).toEqual([])
})

test('a trace lies beside another one, step by step, and the link carries it', async ({ page }) => {
  const wrong = watchPage(page)
  await page.goto(host.url)
  await openView(page, `/traces/${HOSTILE}`)
  await page.getByRole('button', { name: 'Compare with…' }).click()
  await page.getByLabel('Trace id or filter').fill(BIG)
  await page.getByRole('button', { name: 'booking' }).or(page.getByTitle(BIG)).first().click()
  await expect(page.getByText(/only in the other/).first()).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`against=${BIG}`))
  await page.getByRole('button', { name: 'Swap' }).click()
  await expect(page).toHaveURL(new RegExp(`${BIG}\\?.*against=${HOSTILE}`))
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('treegrid')).toBeVisible()
  expect(wrong).toEqual([])
})
