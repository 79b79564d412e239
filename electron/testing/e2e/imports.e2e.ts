import { readFileSync } from 'node:fs'
import { gzipSync, zstdDecompressSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { dropFile, openView, SAMPLE, startHost, watchPage } from './host.ts'

/** The sample's lines several times over: an import that is still at work after a reload. */
function longExport(): Buffer {
  const lines = zstdDecompressSync(readFileSync(SAMPLE)).subarray(0, 30_000_000)
  const whole = lines.subarray(0, lines.lastIndexOf(10) + 1)
  return gzipSync(Buffer.concat([whole, whole, whole]), { level: 1 })
}

test('a reload finds the running import again, and cancelling it leaves nothing behind', async ({ page }) => {
  const host = await startHost()
  try {
    const wrong = watchPage(page)
    await page.goto(host.url)
    await openView(page, '/imports')
    await dropFile(page, 'march.jsonl.gz', longExport())
    const footer = page.getByRole('contentinfo')
    await expect(footer.getByRole('progressbar', { name: 'Importing march.jsonl.gz' })).toBeVisible({
      timeout: 60_000,
    })
    await page.reload()
    await expect(footer.getByRole('progressbar', { name: 'Importing march.jsonl.gz' })).toBeVisible()
    await footer.getByRole('button', { name: 'Cancel Importing march.jsonl.gz' }).click()
    await expect(footer.getByText('Importing march.jsonl.gz: cancelled, nothing was changed')).toBeVisible()
    await expect(footer.getByText('0 traces · 0 spans')).toBeVisible()
    await expect(page.getByRole('list', { name: 'Imports, newest first' })).toHaveCount(0)
    expect(wrong).toEqual([])
  } finally {
    await host.stop()
  }
})

test('undoing an import takes its traces out again', async ({ page }) => {
  const host = await startHost([SAMPLE])
  try {
    const wrong = watchPage(page)
    await page.goto(host.url)
    await openView(page, '/imports')
    const footer = page.getByRole('contentinfo')
    await expect(footer.getByText('4,386 traces ·')).toBeVisible()
    await page.getByRole('button', { name: 'Undo…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Undo this import' })
    await expect(dialog).toContainText('4,386 traces, 34,191 spans and 1,335 scores')
    await dialog.getByRole('button', { name: 'Undo the import' }).click()
    await expect(footer.getByText('0 traces · 0 spans')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByRole('list', { name: 'Imports, newest first' })).toHaveCount(0)
    await openView(page, '/shifts')
    await expect(page.getByRole('heading', { name: 'Drop a trace export here' })).toBeVisible()
    expect(wrong).toEqual([])
  } finally {
    await host.stop()
  }
})

function span(id: string): string {
  return `{"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"${id}","name":"chat","startTimeUnixNano":"1767225600000000000","endTimeUnixNano":"1767225600000001000"}`
}

test('a dry run reports what an import would bring, writes nothing, and becomes the import', async ({
  page,
}) => {
  const host = await startHost()
  try {
    const wrong = watchPage(page)
    await page.goto(host.url)
    await openView(page, '/imports')
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Dry run…' }).click()
    const lines = [span('b7ad6b7169203331'), span('b7ad6b7169203332')].map(
      (one) => `{"resourceSpans":[{"scopeSpans":[{"spans":[${one}]}]}]}`,
    )
    const buffer = Buffer.from([...lines, 'no json'].join('\n'))
    await (await chooser).setFiles({ name: 'two.jsonl', mimeType: 'application/json', buffer })
    const card = page.locator('[aria-label="Dry run of two"]')
    await expect(card).toContainText('Nothing was written')
    await expect(card).toContainText('The line is not valid JSON')
    const footer = page.getByRole('contentinfo')
    await expect(footer.getByText('0 traces · 0 spans')).toBeVisible()
    await card.getByRole('button', { name: 'Import now' }).click()
    await expect(footer.getByText('1 trace · 2 spans')).toBeVisible()
    await expect(card).toHaveCount(0)
    expect(wrong).toEqual([])
  } finally {
    await host.stop()
  }
})
