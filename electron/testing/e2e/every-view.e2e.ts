import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { type Host, openView, SAMPLE, startHost, watchPage } from './host.ts'

/** Every view and every state of one that looks different, with what shows that it is there. */
const VIEWS: readonly [path: string, ready: string | RegExp][] = [
  ['/shifts', '1 shift'],
  ['/shifts/tool_error_silent%402026-04-14', 'Silent tool errors in'],
  ['/categories', 'Categories'],
  ['/categories?show=table', 'Categories'],
  ['/categories/tool_error_silent', 'Signatures'],
  ['/compare', 'Compare'],
  ['/compare?a=from%3A2026-03-02%20to%3A2026-03-29&b=from%3A2026-03-30', 'What differs'],
  ['/compare?a=duration%3Esoon', 'A filter cannot be read'],
  ['/traces', 'Traces'],
  ['/traces?filter=duration%3Esoon', 'The filter cannot be read'],
  ['/traces?filter=agent%3Anobody', 'No trace matches'],
  ['/baselines', 'Baselines'],
  ['/baselines?new=1', 'New baseline'],
  ['/baselines?tab=versions', 'Prompts'],
  ['/baselines?tab=versions&compare=prompt&agent=booking&before=7&after=8', 'Prompt of booking'],
  ['/baselines?tab=rulers', 'Scores and their rulers'],
  ['/imports', 'Imports'],
  ['/query', 'Query'],
  ['/reports', 'Report'],
  ['/reports?panel=redaction', 'Report'],
  ['/reports?panel=history', 'Exported'],
  ['/settings', 'Segments'],
  ['/settings?section=labels', 'Labels'],
  ['/settings?section=categories&edit=new', 'Custom categories'],
]
const TABS = ['conversation', 'io', 'attributes', 'findings', 'scores', 'notes', 'source']

let host: Host
test.beforeAll(async () => {
  host = await startHost([SAMPLE])
})
test.afterAll(() => host.stop())

async function firstFailingTrace(page: Page): Promise<string> {
  await openView(page, '/traces?filter=category%3Atool_error_silent')
  await page
    .getByRole('row', { name: /Silent tool error/ })
    .first()
    .click()
  await expect(page.getByRole('treegrid')).toBeVisible()
  return page.evaluate(() => location.hash.slice(1).split('?')[0] ?? '')
}

/** Visits every view in turn. */
async function visitAll(page: Page, look: (path: string) => Promise<void>): Promise<void> {
  await page.goto(host.url)
  for (const [path, ready] of VIEWS) {
    await openView(page, path)
    await expect(page.getByRole('heading', { name: ready }).first()).toBeVisible()
    await expect(page.locator('[aria-busy=true], [role=status][aria-label^=Loading]')).toHaveCount(0)
    await look(path)
  }
  const trace = await firstFailingTrace(page)
  for (const tab of TABS) {
    await openView(page, `${trace}?tab=${tab}`)
    await expect(page.getByRole('tab', { selected: true })).toHaveAttribute('id', new RegExp(tab))
    await expect(page.locator('[aria-busy=true], [role=status][aria-label^=Loading]')).toHaveCount(0)
    await look(`trace, ${tab}`)
  }
  await openView(page, `${trace}?against=${trace.split('/').at(-1) ?? ''}`)
  await expect(page.getByRole('listbox', { name: 'Steps of both traces' })).toBeVisible()
  await expect(page.locator('[aria-busy=true], [role=status][aria-label^=Loading]')).toHaveCount(0)
  await look('trace beside itself')
}

/** What axe calls serious or critical, told so that it can be found. */
async function seriousFlaws(page: Page): Promise<string[]> {
  // The preview of a report runs nothing, not even this; the file itself is looked at in its own test.
  const { violations } = await new AxeBuilder({ page }).exclude('iframe[sandbox]').analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`),
    )
}

for (const scheme of ['light', 'dark'] as const) {
  test(`every view is without error and accessible in the ${scheme} theme`, async ({ page }) => {
    test.setTimeout(300_000)
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    const wrong = watchPage(page)
    const flaws: string[] = []
    await visitAll(page, async (path) => {
      expect(await page.locator('html').getAttribute('data-theme')).toBe(scheme)
      flaws.push(...(await seriousFlaws(page)).map((flaw) => `${path}: ${flaw}`))
    })
    expect(flaws).toEqual([])
    expect(wrong).toEqual([])
  })

  test(`what opens over a view is accessible in the ${scheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    const wrong = watchPage(page)
    await page.goto(host.url)
    await expect(page.getByRole('heading', { name: '1 shift' })).toBeVisible()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('tool')
    await expect(page.getByRole('option').first()).toBeVisible()
    expect(await seriousFlaws(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    expect(await seriousFlaws(page)).toEqual([])
    await page.keyboard.press('Escape')
    for (const name of [/^Time range/, /^Segment/]) {
      await page.getByRole('button', { name }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      expect(await seriousFlaws(page)).toEqual([])
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
    await openView(page, '/traces')
    await page.keyboard.press('/')
    await expect(page.getByRole('option').first()).toBeVisible()
    expect(await seriousFlaws(page)).toEqual([])
    await openView(page, '/imports')
    await page.getByRole('button', { name: 'Undo…' }).click()
    await expect(page.getByRole('dialog', { name: 'Undo this import' })).toBeVisible()
    expect(await seriousFlaws(page)).toEqual([])
    expect(wrong).toEqual([])
  })
}

/** The second is 1440 by 900 at a zoom of 200 %. */
for (const [width, height] of [
  [1024, 768],
  [720, 450],
] as const) {
  test(`no view is wider than a window of ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await visitAll(page, async (path) => {
      const wide = await page.evaluate(() =>
        [document.documentElement, document.querySelector('main')].flatMap((element) =>
          element && element.scrollWidth > element.clientWidth
            ? [`${element.tagName} ${element.scrollWidth} > ${element.clientWidth}`]
            : [],
        ),
      )
      expect({ path, wide }).toEqual({ path, wide: [] })
    })
  })
}

test('every view of an empty workspace is without error and accessible', async ({ page }) => {
  const empty = await startHost()
  try {
    const wrong = watchPage(page)
    await page.goto(empty.url)
    for (const [path, ready] of [
      ['/shifts', 'Drop a trace export here'],
      ['/categories', 'Categories'],
      ['/compare', 'No traces yet'],
      ['/traces', 'No traces yet'],
      ['/baselines', 'No baseline yet'],
      ['/imports', 'Imports'],
      ['/query', 'Query'],
      ['/reports', 'Report'],
      ['/settings', 'Segments'],
      ['/settings?section=labels', 'Labels'],
    ] as const) {
      await openView(page, path)
      await expect(page.getByRole('heading', { name: ready }).first()).toBeVisible()
      expect({ path, flaws: await seriousFlaws(page) }).toEqual({ path, flaws: [] })
    }
    expect(wrong).toEqual([])
  } finally {
    await empty.stop()
  }
})
