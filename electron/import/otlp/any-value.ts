import { Double, type AttributeValue, type Attributes } from '../../../shared/model/attribute.ts'
import {
  attributeFromJson,
  exactInteger,
  isJsonObject,
  type Conversion,
  type JsonObject,
} from '../json-value.ts'
import { MAX_JSON_DEPTH } from '../json-depth.ts'

/** An attribute list in the order of the source. A key that stands twice: the last wins (see readRepeated). */
export function readAttributes(list: unknown, conversion: Conversion, depth = 0): Attributes {
  const attributes: Attributes = new Map()
  if (!Array.isArray(list)) return attributes
  for (const item of list as unknown[]) {
    if (typeof item !== 'object' || item === null) continue
    const { key, value } = item as JsonObject
    if (typeof key !== 'string') continue
    // The first letter alone keeps the test off the hot path.
    if (key.charCodeAt(0) === 116 && key.startsWith('tidemark.')) conversion.tidemark = true
    attributes.set(key, readAnyValue(value, conversion, depth))
  }
  return attributes
}

/** Values of keys that stand more than once, all but the last of each. */
export function readRepeated(
  list: readonly unknown[],
  conversion: Conversion,
): Map<string, AttributeValue[]> {
  const seen = new Map<string, AttributeValue[]>()
  for (const item of list) {
    if (!isJsonObject(item) || typeof item.key !== 'string') continue
    const value = readAnyValue(item.value, conversion)
    const values = seen.get(item.key)
    if (values) values.push(value)
    else seen.set(item.key, [value])
  }
  for (const [key, values] of seen) if (values.length === 1) seen.delete(key)
  for (const values of seen.values()) values.pop()
  return seen
}

/** An OTLP AnyValue, camelCase or snake_case. Whole numbers of doubleValue stay marked as doubles. */
export function readAnyValue(value: unknown, conversion: Conversion, depth = 0): AttributeValue {
  if (typeof value !== 'object' || value === null) return attributeFromJson(value, conversion)
  if (depth > MAX_JSON_DEPTH) {
    conversion.tooDeep = true
    return null
  }
  const any = value as JsonObject
  const text = any.stringValue
  if (typeof text === 'string') return text
  for (const kind of Object.keys(any)) {
    const held = any[kind]
    if (held === undefined || held === null) continue
    switch (kind) {
      case 'stringValue':
      case 'string_value':
        return typeof held === 'string' ? held : attributeFromJson(held, conversion)
      case 'intValue':
      case 'int_value':
        return readInteger(held, conversion)
      case 'boolValue':
      case 'bool_value':
        return held === true || held === 'true'
      case 'doubleValue':
      case 'double_value':
        return readDouble(held)
      case 'arrayValue':
      case 'array_value':
        return readArray(held, conversion, depth + 1)
      case 'kvlistValue':
      case 'kvlist_value':
        return readAttributes((held as JsonObject).values, conversion, depth + 1)
      case 'bytesValue':
      case 'bytes_value':
        return typeof held === 'string' ? Buffer.from(held, 'base64') : attributeFromJson(held, conversion)
      default:
        // No member of AnyValue: kept as the JSON it is.
        return attributeFromJson(value, conversion)
    }
  }
  return null
}

function readArray(held: unknown, conversion: Conversion, depth: number): AttributeValue[] {
  const values = isJsonObject(held) ? held.values : held
  if (!Array.isArray(values)) return []
  return values.map((item) => readAnyValue(item, conversion, depth))
}

function readInteger(held: unknown, conversion: Conversion): AttributeValue {
  if (typeof held === 'number' || typeof held === 'bigint') return exactInteger(held, conversion)
  if (typeof held !== 'string') return attributeFromJson(held, conversion)
  if (!/^-?\d+$/.test(held)) return held
  const number = Number(held)
  return Number.isSafeInteger(number) ? number : BigInt(held)
}

function readDouble(held: unknown): AttributeValue {
  const number = typeof held === 'bigint' || typeof held === 'string' ? Number(held) : held
  if (typeof number !== 'number') return null
  return Number.isInteger(number) ? new Double(number) : number
}
