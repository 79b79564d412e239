import { parseCell, type JsonObject } from '../../json-value.ts'

interface Branch {
  [name: string]: unknown
}

/** Under these the name of a model stands, which may hold dots itself, before what was counted. */
const BY_MODEL = ['summary.usage.', 'summary.weave.costs.', 'summary_counts.usage.']

/** A row whose columns are paths (`inputs.messages`) as the call it was; cells may hold JSON. Others stay as they are. */
export function nestedRow(row: JsonObject): JsonObject {
  if (!Object.keys(row).some((key) => key.includes('.'))) return row
  const nested: Branch = Object.create(null) as Branch
  for (const column of Object.keys(row)) {
    const cell = row[column]
    if (cell === null || cell === undefined || cell === '') continue
    place(nested, pathOf(column), parseCell(cell))
  }
  return nested
}

const COUNTED = /^(?:requests|[a-z]+(?:_[a-z]+)*_(?:tokens?|details|cost)(?:_[a-z_]+)?)$/

function pathOf(column: string): string[] {
  const prefix = BY_MODEL.find((start) => column.startsWith(start))
  if (prefix === undefined) return column.split('.')
  const parts = column.slice(prefix.length).split('.')
  const counted = parts.findIndex((part, index) => index > 0 && COUNTED.test(part))
  const from = counted === -1 ? Math.max(1, parts.length - 1) : counted
  return [...prefix.slice(0, -1).split('.'), parts.slice(0, from).join('.'), ...parts.slice(from)]
}

/** A value that stands where another path goes on is kept under the whole path. */
function place(into: Branch, path: readonly string[], value: unknown): void {
  let at = into
  for (const name of path.slice(0, -1)) {
    const next = at[name] ?? (Object.create(null) as Branch)
    if (typeof next !== 'object' || Array.isArray(next)) {
      into[path.join('.')] = value
      return
    }
    at[name] = next
    at = next as Branch
  }
  const last = path.at(-1) ?? ''
  if (at[last] === undefined) at[last] = value
  else into[path.join('.')] = value
}
