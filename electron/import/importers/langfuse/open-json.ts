import { parseCell, type JsonObject } from '../../json-value.ts'

/** How often JSON is found written as text within text. */
const MAX_LAYERS = 3

/** A value whose JSON was written as text, perhaps more than once; anything else as it is. */
export function openJson(value: unknown): unknown {
  let opened = value
  for (let layer = 0; layer < MAX_LAYERS && typeof opened === 'string'; layer++) {
    const text: string = opened
    const inner = isQuoted(text) ? unquote(text) : parseCell(text)
    if (inner === text) break
    opened = inner
  }
  return opened
}

/** A row of a CSV; some versions of Langfuse wrote every cell as JSON, so that its texts have quotes of their own. */
export function openCells(row: JsonObject): JsonObject {
  if (!isQuoted(row.id)) return row
  return Object.fromEntries(
    Object.entries(row).map(([key, cell]) => [key, isQuoted(cell) ? unquote(cell) : cell]),
  )
}

/** The text of a JSON string; what is none as it is. */
export function unquote(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function isQuoted(value: unknown): value is string {
  return typeof value === 'string' && value.length > 1 && value.startsWith('"') && value.endsWith('"')
}
