import type { QueryAnswer } from './use-query-run.ts'

export interface ChartPoint {
  label: string
  /** Its place along the axis: the number or the time of its label, else its place in the answer. */
  at: number
  value: number
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
): { points: ChartPoint[]; kind: AxisKind; left: number } {
  const [ix, iy] = [columns.indexOf(x), columns.indexOf(y)]
  const whole = rows.filter((row) => typeof row[iy] === 'number' && row[ix] !== null && row[ix] !== undefined)
  const used = whole.slice(0, MOST_POINTS)
  const kind = axisOf(used.map((row) => row[ix] ?? ''))
  const points = used.map((row, index): ChartPoint => {
    const label = String(row[ix])
    return { label, at: placeOf(label, kind, index), value: Number(row[iy]) }
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

/** The columns a chart would begin with: the first that tells apart, the first of numbers. */
export function firstColumns(
  columns: readonly { name: string; isNumber: boolean }[],
): { x: string; y: string } | null {
  const y = columns.findLast(({ isNumber }) => isNumber) ?? null
  const x = columns.find((column) => column !== y) ?? null
  return x === null || y === null ? null : { x: x.name, y: y.name }
}
