import { frameCell } from '../../frame-rows.ts'
import { isJsonObject, listOf, parseCell } from '../../json-value.ts'

/** Numbers that JSON.parse gives exactly. */
const NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,20})?(?:[eE][+-]?\d{1,3})?$/
const LONGEST_NUMBER = 40

/** An attribute's value, which MLflow writes as JSON text: texts, numbers and booleans out of it, objects and lists as they stand. */
export function scalarOf(value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (value === 'true' || value === 'false') return value === 'true'
  const isText = value.length > 1 && value.startsWith('"') && value.endsWith('"')
  if (!isText && (value.length > LONGEST_NUMBER || !NUMBER.test(value))) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

/** An attribute's value wholly read: what was written as JSON text is data. */
export function openValue(value: unknown): unknown {
  return typeof value === 'string' ? scalarOf(parseCell(value)) : value
}

/** Attributes as an object, or as OTLP's list of keys and values. */
export function attributeEntries(value: unknown): [string, unknown][] {
  const attributes = frameCell(value)
  if (isJsonObject(attributes)) return Object.entries(attributes)
  return listOf(attributes).flatMap((item): [string, unknown][] =>
    isJsonObject(item) && typeof item.key === 'string' ? [[item.key, anyValue(item.value)]] : [],
  )
}

const PLAIN = [
  'string_value',
  'stringValue',
  'bool_value',
  'boolValue',
  'int_value',
  'intValue',
  'double_value',
  'doubleValue',
]

function anyValue(value: unknown): unknown {
  if (!isJsonObject(value)) return value
  for (const key of PLAIN) if (value[key] !== undefined) return value[key]
  return Object.keys(value).length === 0 ? null : value
}
