import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import type { ReportDocument } from '../../../shared/model/report-document.ts'
import { printWithChromium } from '../../print-pdf.ts'
import { finishDocument } from '../../report/finish-document.ts'
import { writeHtml } from '../../report/html/write-html.ts'
import { HOSTILE_TEXTS } from '../hostile-texts.ts'
import { documentOf } from '../report-document.ts'

let folder = ''
test.beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'tidemark-report-'))))
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Every hostile text in every kind of block, in one document. */
function hostileDocument(): ReportDocument {
  const all = HOSTILE_TEXTS.map((text) => finishDocument(documentOf(text), null))
  const [first] = all
  if (!first) throw new Error('there is no hostile text')
  const sections = all.flatMap(({ title, sections: own }, index) =>
    // The section that folds all the others again is heavy: once is enough.
    own
      .filter(({ id }) => id !== 'two' || index === 0)
      .map((section) => Object.assign(section, { title, id: `${section.id}-${index}` })),
  )
  return { ...first, sections }
}

/** Opens a page from the disk and tells everything it does besides being shown. */
async function open(page: Page, name: string, html: string): Promise<string[]> {
  const path = join(folder, name)
  writeFileSync(path, html)
  const address = pathToFileURL(path).href
  const done: string[] = []
  page.on('console', (message) => done.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => done.push(`error: ${error.message}`))
  page.on('dialog', (dialog) => {
    done.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('popup', () => done.push('popup'))
  page.on('request', (request) => {
    if (request.url() !== address) done.push(`request: ${request.url()}`)
  })
  await page.goto(address)
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })
  await page.mouse.move(400, 400)
  await page.waitForTimeout(300)
  if (await page.evaluate(() => 'pwn' in window)) done.push('a script ran')
  if (page.url() !== address) done.push(`it went to ${page.url()}`)
  return done
}

test('a report full of hostile texts opens from the disk, runs nothing, asks for nothing and keeps its width', async ({
  page,
}) => {
  const html = writeHtml(hostileDocument())
  expect(await open(page, 'hostile.html', html)).toEqual([])
  for (const width of [1440, 600, 360]) {
    await page.setViewportSize({ width, height: 900 })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect([width, wide]).toEqual([width, 0])
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('link').nth(2).click()
  expect(new URL(page.url()).hash).toBe('#three-0')
})

test('the same texts put in raw are found out', async ({ page }) => {
  const raw = writeHtml(documentOf('plain')).replaceAll(
    'plain',
    '<img src="https://evil.example/x"><script>window.pwn=1</script>',
  )
  const done = await open(page, 'raw.html', raw)
  // The policy of the page holds even then: what is told is what it stopped.
  expect(done.join('\n')).toContain('Content Security Policy')
  expect(done).not.toContain('a script ran')
})

test('a report reads well in the dark and in the light, and prints', async ({ page }) => {
  const html = writeHtml(documentOf('Silent tool errors tripled since 12 April.'))
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await open(page, 'plain.html', html)).toEqual([])
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
  }
  const pdf = join(folder, 'plain.pdf')
  await printWithChromium(join(folder, 'plain.html'), pdf, new AbortController().signal)
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
})
