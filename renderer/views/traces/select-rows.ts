/** Traces marked in the list, and the row that a range of them starts from. */
export interface RowSelection {
  ids: ReadonlySet<string>
  /** Place in the list; null before the first. */
  anchor: number | null
}

export const NO_ROWS: RowSelection = { ids: new Set(), anchor: null }

/** Marks a row, or takes the mark away. */
export function toggleRow({ ids }: RowSelection, rows: readonly string[], at: number): RowSelection {
  const id = rows[at]
  if (id === undefined) return { ids, anchor: null }
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { ids: next, anchor: at }
}

/** Marks all rows between the anchor (else `from`) and `to`; those a shorter range leaves lose their mark. */
export function extendRows(
  { ids, anchor }: RowSelection,
  rows: readonly string[],
  from: number,
  to: number,
): RowSelection {
  const start = anchor ?? from
  const next = new Set(ids)
  for (const id of between(rows, start, from)) next.delete(id)
  for (const id of between(rows, start, to)) next.add(id)
  return { ids: next, anchor: start }
}

function between(rows: readonly string[], a: number, b: number): readonly string[] {
  return rows.slice(Math.max(0, Math.min(a, b)), Math.max(a, b) + 1)
}
