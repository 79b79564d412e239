import type { Page } from '@playwright/test'
import { type BenchRow, quantile } from '../bench/measure.ts'
import { watchRequests } from './api-requests.ts'

const GOAL_DATA_MS = 100
const GOAL_PAINT_MS = 300
/** A view that asks for nothing. */
const BETWEEN = '/imports/map'
/** A person has gone on by then. */
const GIVE_UP_MS = 30_000
/** The sample begins here; each round looks at days of its own, so that no answer is kept from the round before. */
const FIRST_DAY = Date.UTC(2026, 2, 2)
const DAY_MS = 86_400_000

interface VisitedView {
  name: string
  /** `days` is the range of the round as search parameters. */
  address: (days: string, round: number) => string
  /** What a person came to see. */
  content: string
}

const SORTS = ['start', 'duration', 'tokens', 'cost', 'spans']
const FILTERS = ['', 'agent%3Abooking', 'category%3Atool_error_silent', 'duration%3E5s', 'model%3Agpt-4.1*']

/** The views a workspace is looked at by, with ids that are in it. */
export function viewsOf({
  traces,
  shift,
}: {
  traces: readonly string[]
  shift: string | null
}): VisitedView[] {
  return [
    { name: 'Shifts', address: (days) => `/shifts?${days}`, content: 'article, aside svg' },
    ...(shift === null
      ? []
      : [
          {
            name: 'Shift',
            address: (days: string) => `/shifts/${encodeURIComponent(shift)}?${days}`,
            content: 'main svg',
          },
        ]),
    { name: 'Categories', address: (days) => `/categories?${days}`, content: 'main svg[role=img]' },
    {
      name: 'Category',
      address: (days) => `/categories/tool_error_silent?${days}`,
      content: 'main svg[role=img]',
    },
    { name: 'Compare', address: (days) => `/compare?${days}`, content: 'main input' },
    {
      name: 'Traces',
      address: (days, round) =>
        `/traces?${days}&sort=${SORTS[round % SORTS.length]}&filter=${FILTERS[round % FILTERS.length]}`,
      content: '[role=row][data-index]',
    },
    {
      name: 'Trace',
      address: (days, round) => `/traces/${traces[round % traces.length]}?${days}`,
      content: '[role=treegrid] [role=row]',
    },
    { name: 'Baselines', address: (days) => `/baselines?${days}`, content: 'main svg' },
    { name: 'Versions', address: (days) => `/baselines?tab=versions&${days}`, content: 'main table' },
    { name: 'Rulers', address: (days) => `/baselines?tab=rulers&${days}`, content: 'main h2' },
    { name: 'Imports', address: (days) => `/imports?${days}`, content: 'main h2' },
    { name: 'Settings', address: (days) => `/settings?${days}`, content: 'main fieldset' },
  ]
}

/** Goes to each view again and again, from another each time: how long its data takes, and the first sight of it. */
export async function visitViews(
  page: Page,
  views: readonly VisitedView[],
  rounds: number,
): Promise<BenchRow[]> {
  const watch = watchRequests(page)
  const rows: BenchRow[] = []
  for (const view of views) {
    const data: number[] = []
    const paint: number[] = []
    const slowest = new Map<string, number>()
    // Some answers are asked for once and kept: a page loaded anew keeps none of the views before.
    await openAddress(page, BETWEEN, 'main')
    await page.reload()
    for (let round = 0; round < rounds; round++) {
      await openAddress(page, BETWEEN, 'main')
      watch.begin()
      paint.push(await openAddress(page, view.address(daysOf(round), round), view.content))
      const requests = await watch.settled()
      data.push(...requests.map(({ ms }) => ms))
      for (const { method, ms } of requests) slowest.set(method, Math.max(ms, slowest.get(method) ?? 0))
    }
    if (data.length > 0) rows.push(dataRow(view.name, data, slowest))
    rows.push(paintRow(view.name, paint))
  }
  return rows
}

function dataRow(name: string, data: readonly number[], slowest: ReadonlyMap<string, number>): BenchRow {
  const p95 = quantile(data, 0.95)
  const [worst] = [...slowest].toSorted((a, b) => b[1] - a[1])
  return {
    what: `${name}: data`,
    measured: `p95 ${p95.toFixed(0)} ms (median ${quantile(data, 0.5).toFixed(0)}; slowest ${worst?.[0]} ${worst?.[1].toFixed(0)})`,
    goal: `p95 at most ${GOAL_DATA_MS} ms`,
    met: p95 <= GOAL_DATA_MS,
  }
}

function paintRow(name: string, paint: readonly number[]): BenchRow {
  const p95 = quantile(paint, 0.95)
  return {
    what: `${name}: first meaningful paint`,
    measured: `p95 ${p95.toFixed(0)} ms (median ${quantile(paint, 0.5).toFixed(0)})`,
    goal: `p95 at most ${GOAL_PAINT_MS} ms`,
    met: p95 <= GOAL_PAINT_MS,
  }
}

function daysOf(round: number): string {
  const from = new Date(FIRST_DAY + round * DAY_MS).toISOString().slice(0, 10)
  return `from=${from}&to=2026-04-26`
}

/** Milliseconds from going to an address until its content has been painted. Throws where it never is. */
export async function openAddress(page: Page, address: string, content: string): Promise<number> {
  return page.evaluate(
    ([to, selector, patience]) =>
      new Promise<number>((resolve, reject) => {
        const started = performance.now()
        location.hash = `#${to}`
        const look = (): void => {
          const isThere =
            location.hash.startsWith(`#${to.split('?')[0]}`) &&
            document.querySelector(selector) !== null &&
            document.querySelector('main [role=status][aria-label^=Loading], main [aria-busy=true]') === null
          // The frame after the one in which it is there has shown it.
          if (isThere) requestAnimationFrame(() => resolve(performance.now() - started))
          else if (performance.now() - started > patience)
            reject(new Error(`${to} never showed "${selector}"`))
          else requestAnimationFrame(look)
        }
        // The view of before must have had the time to go.
        requestAnimationFrame(() => requestAnimationFrame(look))
      }),
    [address, content, GIVE_UP_MS] as const,
  )
}
