import type { QueryAnswer } from './use-query-run.ts'

export interface ChartPoint {
  label: string
  /** Its place along the axis: the number or the time of its label, else its place in the answer. */
  at: number
  value: number
  /** The line or colour it belongs to; '' where there is one. */
  series: string
}

/** How the horizontal axis is read. */
export type AxisKind = 'number' | 'day' | 'word'

/** More points than this are not drawn; the chart says so. */
export const MOST_POINTS = 2000

/** The points of a chart of two columns, in the order of its axis; rows without a number are left out and counted. */
export function chartPoints(
  { columns, rows }: Pick<QueryAnswer, 'columns' | 'rows'>,
  x: string,
  y: string,
  by = '',
): { points: ChartPoint[]; kind: AxisKind; left: number } {
  const [ix, iy, ib] = [columns.indexOf(x), columns.indexOf(y), columns.indexOf(by)]
  const whole = rows.filter((row) => typeof row[iy] === 'number' && row[ix] !== null && row[ix] !== undefined)
  const series = largestSeries(whole.map((row) => String(row[ib] ?? '')))
  const used = whole.filter((row) => series.has(String(row[ib] ?? ''))).slice(0, MOST_POINTS)
  const kind = axisOf(used.map((row) => row[ix] ?? ''))
  const points = used.map((row, index): ChartPoint => {
    const label = String(row[ix])
    return { label, at: placeOf(label, kind, index), value: Number(row[iy]), series: String(row[ib] ?? '') }
  })
  const ordered = kind === 'word' ? points : points.toSorted((a, b) => a.at - b.at)
  return { points: ordered, kind, left: rows.length - used.length }
}

const DAY = /^\d{4}-\d\d-\d\d(?:[T ].*)?$/

function axisOf(values: readonly (string | number)[]): AxisKind {
  if (values.every((value) => typeof value === 'number')) return 'number'
  return values.every((value) => DAY.test(String(value)) && !Number.isNaN(Date.parse(String(value))))
    ? 'day'
    : 'word'
}

function placeOf(label: string, kind: AxisKind, index: number): number {
  if (kind === 'number') return Number(label)
  return kind === 'day' ? Date.parse(label) : index
}

/** More lines than this cannot be told apart. */
const MOST_SERIES = 8

function largestSeries(names: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  const order = [...counts].toSorted((a, b) => b[1] - a[1])
  return new Set(order.slice(0, MOST_SERIES).map(([name]) => name))
}

/** The columns a chart would begin with: the first, the last of numbers, and what tells lines apart. */
export function firstColumns(
  columns: readonly { name: string; isNumber: boolean }[],
): { x: string; y: string; by: string } | null {
  const y = columns.findLast(({ isNumber }) => isNumber)
  const [x, by] = columns.filter((column) => column !== y)
  if (x === undefined || y === undefined) return null
  return { x: x.name, y: y.name, by: by !== undefined && !by.isNumber ? by.name : '' }
}
