import { frameCell } from '../../frame-rows.ts'
import { isJsonObject, type JsonObject } from '../../json-value.ts'

/** An object, or the text of one in a table; nothing where there is none. */
export function cellObject(value: unknown): JsonObject {
  const object = frameCell(value)
  return isJsonObject(object) ? object : {}
}
