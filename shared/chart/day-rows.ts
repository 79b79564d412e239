import { addDays, daysBetween } from '../format.ts'

/** Eleven years. Beyond that a stray date stretches the span, and gaps are left as they are. */
const LONGEST_SPAN = 4000

/** A row for every day from the first to the last; `empty` makes those that are missing. Rows come in the order of time. */
export function fillDates<R extends { date: string }>(rows: readonly R[], empty: (date: string) => R): R[] {
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last) return []
  const length = daysBetween(first.date, last.date) + 1
  if (length === rows.length || length > LONGEST_SPAN) return [...rows]
  const known = new Map(rows.map((row) => [row.date, row]))
  return Array.from({ length }, (_, index) => {
    const date = addDays(first.date, index)
    return known.get(date) ?? empty(date)
  })
}

/** The rows of the last days before and with the last row: days, not rows, are counted. */
export function lastDays<R extends { date: string }>(rows: readonly R[], days: number): R[] {
  const last = rows.at(-1)
  if (!last) return []
  const first = addDays(last.date, 1 - days)
  return rows.filter((row) => row.date >= first)
}
