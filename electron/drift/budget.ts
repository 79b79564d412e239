import type { BaselineModel } from './baseline.ts'
import {
  BUDGET_DAYS,
  CATEGORY_SHARE,
  CATEGORY_TILT,
  CELL_TILT,
  FASTEST_EXPECTED,
  HIGHEST_NULL_RATE,
  LEAST_WEIGHT,
  ACCEPTED_SHIFT,
  SLOWEST_EXPECTED,
} from './policy.ts'

/** One watched stream: a whole category (`cell` null) or one cell of it. */
export interface Stream {
  category: number
  cell: number | null
  /** Share of the budget; all streams' shares sum to at most 1. */
  weight: number
  /** Evidence at which it alone would alert: the budget in days / weight. */
  threshold: number
}

/**
 * Every stream the baseline can watch, with its share of the budget. Delay is about ln(threshold) / evidence a day,
 * and the sum of delays is least where shares go as 1 / evidence a day: rare categories get more than common ones
 * (whole categories by a little more than that, as the third day is the first that can speak).
 * Left out: categories the window hardly judged, and cells whose bound would be cut (they nearly always fire).
 */
export function planStreams(model: BaselineModel, budgetDays: number = BUDGET_DAYS): Stream[] {
  const days = Math.max(1, model.days)
  const categories: { category: number; cell: number | null; share: number }[] = []
  const cells: typeof categories = []
  model.categories.forEach((_, category) => {
    if (!model.known[category]) return
    let expected = 0
    const watchable = model.cells.map((_name, cell) => isWatchable(model, category, cell))
    model.cells.forEach((_name, cell) => {
      if (!watchable[cell]) return
      const daily = (model.n[category]![cell]! * model.rates[category]![cell]!) / days
      expected += daily
      cells.push({ category, cell, share: shareFor(daily, CELL_TILT) })
    })
    if (watchable.includes(true))
      categories.push({ category, cell: null, share: shareFor(expected, CATEGORY_TILT) })
  })
  const one = model.cells.length <= 1
  const split = one
    ? [spread(categories, 1, budgetDays)]
    : [spread(categories, CATEGORY_SHARE, budgetDays), spread(cells, 1 - CATEGORY_SHARE, budgetDays)]
  return split.flat().toSorted((a, b) => a.category - b.category || (a.cell ?? -1) - (b.cell ?? -1))
}

/** Whether the upper bound of a cell's rate stays below the highest rate a null can have, on any day of the week. */
export function isWatchable(model: BaselineModel, category: number, cell: number): boolean {
  const factor = Math.max(...model.calendar[category]!) * ACCEPTED_SHIFT
  return model.n[category]![cell]! > 0 && model.upper[category]![cell]! * factor < HIGHEST_NULL_RATE
}

function shareFor(expected: number, tilt: number): number {
  const share = Math.min(FASTEST_EXPECTED, Math.max(SLOWEST_EXPECTED, expected)) ** -tilt
  return expected < SLOWEST_EXPECTED ? share * Math.max(LEAST_WEIGHT, expected / SLOWEST_EXPECTED) : share
}

function spread(
  rows: { category: number; cell: number | null; share: number }[],
  part: number,
  budgetDays: number,
): Stream[] {
  const sum = rows.reduce((all, row) => all + row.share, 0)
  return rows.map(({ category, cell, share }) => {
    const weight = (part * share) / sum
    return { category, cell, weight, threshold: budgetDays / weight }
  })
}
