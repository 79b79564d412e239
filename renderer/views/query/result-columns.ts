import type { QueryAnswer } from './use-query-run.ts'

export type ResultCell = QueryAnswer['rows'][number][number]

export interface ResultColumn {
  name: string
  index: number
  isNumber: boolean
  /** Its values are ids that open something. */
  opens: 'trace' | 'span' | null
}

/** What the columns of an answer hold, judged by their values. */
export function describeColumns({ columns, rows }: Pick<QueryAnswer, 'columns' | 'rows'>): ResultColumn[] {
  return columns.map((name, index) => {
    const known = rows.map((row) => row[index]).filter((cell) => cell !== null && cell !== undefined)
    return {
      name,
      index,
      isNumber: known.length > 0 && known.every((cell) => typeof cell === 'number'),
      opens: name === 'trace_id' ? 'trace' : name === 'span_id' ? 'span' : null,
    }
  })
}

/** Rows in the order of a column: numbers by size, texts by letters, nothing last either way. */
export function sortRows(
  rows: QueryAnswer['rows'],
  index: number,
  direction: 'asc' | 'desc',
): QueryAnswer['rows'] {
  const sign = direction === 'asc' ? 1 : -1
  return rows.toSorted((one, other) => {
    const [a, b] = [one[index] ?? null, other[index] ?? null]
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b)
    return sign * String(a).localeCompare(String(b), 'en', { numeric: true })
  })
}
