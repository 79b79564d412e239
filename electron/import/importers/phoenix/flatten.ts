import type { Attributes } from '../../../../shared/model/attribute.ts'
import { attributeFromJson, isJsonObject, type Conversion, type JsonObject } from '../../json-value.ts'

const MAX_DEPTH = 40

/**
 * Attributes by dotted keys, as OpenInference has them: dataframes and the API nest what the convention flattens
 * (`llm.input_messages` as a list of objects). Lists of plain values stay lists; what is missing is left out.
 */
export function flatten(
  value: JsonObject,
  prefix: string,
  conversion: Conversion,
  into: Attributes = new Map(),
  depth = 0,
): Attributes {
  for (const key of Object.keys(value)) addFlat(value[key], prefix + key, conversion, into, depth)
  return into
}

function addFlat(value: unknown, key: string, conversion: Conversion, into: Attributes, depth: number): void {
  if (value === null || value === undefined) return
  if (isJsonObject(value) && !(value instanceof Uint8Array) && depth < MAX_DEPTH)
    flatten(value, `${key}.`, conversion, into, depth + 1)
  else if (Array.isArray(value) && value.some(isJsonObject) && depth < MAX_DEPTH) {
    for (const [index, item] of (value as unknown[]).entries())
      addFlat(item, `${key}.${index}`, conversion, into, depth + 1)
  } else into.set(key, attributeFromJson(value, conversion))
}
