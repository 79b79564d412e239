import { isJsonObject, listOf, parseCell, type JsonObject } from './json-value.ts'
import { objectOf } from './members.ts'
import { parsePython } from './python-literal.ts'

/**
 * The rows of a pandas data frame that was written by columns (`to_json` as it is called without more:
 * `{column: {index: cell}}`) or split (`{columns, index, data}`); null where the value is none. `key`: a column it must have.
 */
export function frameRows(value: JsonObject, key: string): JsonObject[] | null {
  const { columns, data } = value
  if (Array.isArray(columns) && Array.isArray(data) && columns.includes(key)) {
    const names = columns.map(String)
    return (data as unknown[]).map((row) =>
      Object.fromEntries(names.map((name, index) => [name, listOf(row)[index]])),
    )
  }
  const indices = value[key]
  if (!isJsonObject(indices)) return null
  const names = Object.keys(value)
  return Object.keys(indices).map((index) =>
    Object.fromEntries(
      names.map((name) => {
        const column = value[name]
        return [name, isJsonObject(column) ? column[index] : undefined]
      }),
    ),
  )
}

/** The value of a data frame's cell: JSON written as text, or Python's own writing of a dict or a list; else the cell as it is. */
export function frameCell(cell: unknown): unknown {
  const value = parseCell(cell)
  return typeof value === 'string' && /^\s*[[{]/.test(value) ? (parsePython(value) ?? value) : value
}

/** An object, or the text of one in a cell; an empty one where there is none. */
export function cellObject(value: unknown): JsonObject {
  return objectOf(frameCell(value))
}

/** A list, or the text of one in a cell; none where there is none. */
export function cellList(value: unknown): readonly unknown[] {
  return listOf(frameCell(value))
}
