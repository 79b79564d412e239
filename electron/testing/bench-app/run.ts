import { parseArgs } from 'node:util'
import { chromium, type Page } from '@playwright/test'
import { type BenchRow, printTable } from '../bench/measure.ts'
import { BROWSER_ARGS, findBrowser } from '../browser.ts'
import { startHost } from '../e2e/host.ts'
import { LONG_TRACE } from './long-trace.ts'
import { measureMemory, openWeighed } from './page-weight.ts'
import { measureScrolling } from './scrolling.ts'
import { openAddress, viewsOf, visitViews } from './view-visits.ts'
import { benchWorkspace, knownIds } from './workspace.ts'

// `npm run bench:app`: how fast the app feels, in Chromium, on a workspace of a million traces. Needs a build.
const { values } = parseArgs({
  options: {
    traces: { type: 'string', default: '1000000' },
    /** Visits of each view. */
    rounds: { type: 'string', default: '20' },
  },
})
const GOAL_OPEN_MS = 1000
const OPENED = 5

const executablePath = findBrowser()
if (executablePath === null) throw new Error('No Chromium was found; set CHROMIUM_PATH.')
const workspace = await benchWorkspace(Number(values.traces))
const host = await startHost([], workspace)
const browser = await chromium.launch({ executablePath, args: BROWSER_ARGS })
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  const rows = [await openWeighed(page, host.url)]
  rows.push(...(await visitViews(page, viewsOf(await knownIds(workspace)), Number(values.rounds))))
  await openAddress(page, '/traces', '[role=row][data-index]')
  rows.push(
    await measureScrolling(page, 'scrolling the trace table', '[role=grid]'),
    await openLongTrace(page),
  )
  const waterfall = `waterfall of ${LONG_TRACE.spans.toLocaleString('en')} spans`
  rows.push(await measureScrolling(page, `scrolling the ${waterfall}`, '[role=treegrid]'))
  rows.push(await measureMemory(browser, page))
  printTable('How fast the app is', rows)
} finally {
  await browser.close()
  await host.stop()
}

async function openLongTrace(page: Page): Promise<BenchRow> {
  const times: number[] = []
  for (let round = 0; round < OPENED; round++) {
    // Loaded anew: nothing is kept of the round before.
    await page.reload()
    await openAddress(page, '/imports', 'main h2')
    times.push(await openAddress(page, `/traces/${LONG_TRACE.id}`, '[role=treegrid] [role=row]'))
  }
  const worst = Math.max(...times)
  return {
    what: `opening a trace of ${LONG_TRACE.spans.toLocaleString('en')} spans`,
    measured: `${worst.toFixed(0)} ms, the longest of ${OPENED}`,
    goal: `at most ${GOAL_OPEN_MS} ms`,
    met: worst <= GOAL_OPEN_MS,
  }
}
