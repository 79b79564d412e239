import type { CategorySeries } from '../../../shared/contract/categories.ts'
import type { CategoryRow } from './use-category-rows.ts'

export const SORTS = ['evidence', 'rate', 'name'] as const
export type CategorySort = (typeof SORTS)[number]

/** Rows in the order asked for; equal ones by name, so that the order never jumps. */
export function sortCategories(rows: readonly CategoryRow[], sort: CategorySort): CategoryRow[] {
  const by = (row: CategoryRow) =>
    sort === 'evidence' ? evidenceOf(row.series) : sort === 'rate' ? shareOf(row.series) : 0
  return rows.toSorted((a, b) => compare(by(b), by(a)) || a.info.name.localeCompare(b.info.name, 'en'))
}

// Two infinities have no difference.
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b
}

/** Open shifts first, then closed ones, then by how far the count lies above what the baseline expects; what never fired comes last. */
function evidenceOf(series: CategorySeries): number {
  if (series.fired === 0) return Number.NEGATIVE_INFINITY
  const open = series.shifts.some((shift) => shift.closedOn === null)
  return (open ? 2e6 : series.shifts.length > 0 ? 1e6 : 0) + excessOf(series)
}

/** Deviance residual of a Poisson count with its sign: about normal where nothing changed. 0 without a baseline. */
export function excessOf({ observed, expected }: CategorySeries): number {
  if (observed === null || expected === null || expected <= 0) return 0
  const log = observed > 0 ? observed * Math.log(observed / expected) : 0
  return Math.sign(observed - expected) * Math.sqrt(Math.max(0, 2 * (log - (observed - expected))))
}

/** Share of judged sessions that fired in the range; 0 where none was judged. */
export function shareOf({ fired, evaluated }: CategorySeries): number {
  return evaluated > 0 ? fired / evaluated : 0
}

export interface CategoryGroups {
  fired: CategoryRow[]
  /** Judged, and never fired. */
  quiet: CategoryRow[]
  /** Not judged once: the exports lack the fields. */
  blind: CategoryRow[]
}

/** What is worth a chart, what never fired, and what could not be judged: the last is no pass. */
export function groupCategories(rows: readonly CategoryRow[]): CategoryGroups {
  return {
    fired: rows.filter((row) => row.series.fired > 0),
    quiet: rows.filter((row) => row.series.fired === 0 && row.series.evaluated > 0),
    blind: rows.filter((row) => row.series.fired === 0 && row.series.evaluated === 0),
  }
}
