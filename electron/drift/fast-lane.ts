import type { BaselineModel } from './baseline.ts'
import type { SessionVerdict } from './daily-counts.ts'
import { BUDGET_DAYS } from './policy.ts'
import { cellOf } from './segment-pool.ts'

/** A run of failing sessions, one after the other, of one category in one cell. */
export interface Run {
  category: number
  cell: number
  length: number
  fromUs: number
  toUs: number
}

/** Above this rate runs mean nothing: they are what is usual. Lower ones are said the later, the nearer they come to it. */
const HIGHEST_RUN_RATE = 0.8
const SHORTEST_RUN = 3

/**
 * Sessions in a row that are said in the fast lane: max(3, ceil(ln(nu B J) / -ln min(.8, q))), nu sessions a day in the
 * cell and J cells watched, so that about one such run is expected by chance in B days over all of them.
 */
export function runLength(
  model: BaselineModel,
  category: number,
  cell: number,
  budgetDays: number = BUDGET_DAYS,
): number {
  const daily = model.n[category]![cell]! / Math.max(1, model.days)
  const cells = model.categories.length * model.cells.length
  const rate = Math.min(HIGHEST_RUN_RATE, model.rates[category]![cell]!)
  return Math.max(
    SHORTEST_RUN,
    Math.ceil(Math.log(Math.max(1, daily * budgetDays * cells)) / -Math.log(rate)),
  )
}

/**
 * The longest run of every category and cell that is long enough, newest last. `sessions` in order of time, one a
 * session (retries already collapsed), `verdicts` by the series' categories; those that could not be judged neither
 * lengthen nor end a run.
 */
export function findRuns(
  model: BaselineModel,
  series: { categories: readonly string[]; segments: readonly string[] },
  sessions: readonly SessionVerdict[],
  budgetDays?: number,
): Run[] {
  const cells = series.segments.map((segment) => cellOf(segment, model))
  const runs: Run[] = []
  model.categories.forEach((id, category) => {
    const letter = series.categories.indexOf(id)
    if (letter < 0 || !model.known[category]) return
    const needed = model.cells.map((_, cell) =>
      model.rates[category]![cell]! > HIGHEST_RUN_RATE
        ? Number.POSITIVE_INFINITY
        : runLength(model, category, cell, budgetDays),
    )
    const current: (Run | null)[] = model.cells.map(() => null)
    const longest: (Run | null)[] = model.cells.map(() => null)
    for (const session of sessions) {
      const cell = cells[session.segment] ?? -1
      const verdict = session.verdicts[letter]
      if (cell < 0 || verdict === '-') continue
      if (verdict !== 'f') {
        current[cell] = null
        continue
      }
      const run = (current[cell] ??= {
        category,
        cell,
        length: 0,
        fromUs: session.startUs,
        toUs: session.startUs,
      })
      run.length++
      run.toUs = session.startUs
      if (run.length >= needed[cell]! && run.length >= (longest[cell]?.length ?? 0)) longest[cell] = run
    }
    for (const run of longest) if (run) runs.push(run)
  })
  return runs.toSorted((a, b) => a.toUs - b.toUs || a.category - b.category || a.cell - b.cell)
}
