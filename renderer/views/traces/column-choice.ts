/** Ids of columns in the order in which they are offered; the first ones are shown where nothing was chosen. */
export const COLUMN_IDS = [
  'time',
  'name',
  'agent',
  'model',
  'categories',
  'duration',
  'spans',
  'tokens',
  'cost',
  'status',
  'env',
  'provider',
  'prompt',
  'import',
  'session',
  'user',
  'llm',
  'tools',
  'labels',
] as const

export type ColumnId = (typeof COLUMN_IDS)[number]

export const USUAL_COLUMNS: readonly ColumnId[] = COLUMN_IDS.slice(0, 10)

/** Columns as an address or a preference tells them, `time,name,cost`; unknown ones are left out, `name` is always there. */
export function readColumns(text: string | null | undefined): readonly ColumnId[] {
  if (!text) return USUAL_COLUMNS
  const known = text.split(',').flatMap((id) => COLUMN_IDS.find((one) => one === id) ?? [])
  const chosen = [...new Set(known)]
  return chosen.includes('name') ? chosen : ['name', ...chosen]
}

/** The text for a choice; null for the usual one, which need not be told. */
export function writeColumns(columns: readonly ColumnId[]): string | null {
  const text = columns.join(',')
  return text === USUAL_COLUMNS.join(',') ? null : text
}

/** With a column shown at its usual place, or hidden; the trace's name stays. */
export function toggleColumn(columns: readonly ColumnId[], id: ColumnId): readonly ColumnId[] {
  if (columns.includes(id)) return id === 'name' ? columns : columns.filter((one) => one !== id)
  const place = COLUMN_IDS.indexOf(id)
  const at = columns.findLastIndex((one) => COLUMN_IDS.indexOf(one) < place) + 1
  return columns.toSpliced(at, 0, id)
}

/** With a column one place further left (-1) or right (1). */
export function moveColumn(columns: readonly ColumnId[], id: ColumnId, by: -1 | 1): readonly ColumnId[] {
  const from = columns.indexOf(id)
  const to = from + by
  if (from === -1 || to < 0 || to >= columns.length) return columns
  return columns.toSpliced(from, 1).toSpliced(to, 0, id)
}
