import { Double, type AttributeValue, type Attributes } from '../../shared/model/attribute.ts'
import { isDeeperThan, MAX_JSON_DEPTH } from './json-depth.ts'
import { parseExact } from './json-exact.ts'

/** A JSON object as JSON.parse gives it. Read members by name only; never enumerate into another object. */
export interface JsonObject {
  readonly [key: string]: unknown
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a conversion met on its way; the caller decides what follows. */
export interface Conversion {
  /** An integer beyond 2^53 came as a rounded number: parse again with parseExact. */
  inexact: boolean
  /** Something was nested deeper than 200 levels and cut there. */
  tooDeep: boolean
  /** An attribute of Tidemark's own export was seen (`tidemark.*`). */
  tidemark: boolean
}

export function newConversion(): Conversion {
  return { inexact: false, tooDeep: false, tidemark: false }
}

/** The integer an importer should keep: a number where it is exact, else bigint. Rounded numbers mark the conversion. */
export function exactInteger(value: number | bigint, conversion: Conversion): number | bigint {
  if (typeof value === 'bigint') return value
  if (Number.isSafeInteger(value) || !Number.isInteger(value)) return value
  conversion.inexact = true
  return BigInt(value)
}

/** Plain JSON data as attribute values: objects become Maps, so that foreign keys do no harm. */
export function attributeFromJson(value: unknown, conversion: Conversion, depth = 0): AttributeValue {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') {
    return Number.isFinite(value) && Math.abs(value) > 1e21
      ? new Double(value)
      : exactInteger(value, conversion)
  }
  if (typeof value === 'bigint') return value
  if (typeof value !== 'object' || value === null) return null
  if (value instanceof Uint8Array) return value
  if (depth >= MAX_JSON_DEPTH) {
    conversion.tooDeep = true
    return null
  }
  if (Array.isArray(value)) return value.map((item) => attributeFromJson(item, conversion, depth + 1))
  return attributesFromJson(value as JsonObject, conversion, depth)
}

/** The members of a JSON object as attributes. */
export function attributesFromJson(object: JsonObject, conversion: Conversion, depth = 0): Attributes {
  const attributes: Attributes = new Map()
  for (const key of Object.keys(object)) {
    attributes.set(key, attributeFromJson(object[key], conversion, depth + 1))
  }
  return attributes
}

/** The members of a record that its reader has no place for, under a prefix where the names could be others'. */
export function attributesBeside(
  object: JsonObject,
  known: ReadonlySet<string>,
  conversion: Conversion,
  prefix = '',
): Attributes {
  const attributes: Attributes = new Map()
  for (const key of Object.keys(object)) {
    const value = object[key]
    if (!known.has(key) && value !== null && value !== undefined)
      attributes.set(prefix + key, attributeFromJson(value, conversion))
  }
  return attributes
}

/** The items of a list; none where there is no list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : []
}

/** A finite number, or the text of one; else null. */
export function numberOrNull(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'string' || value.trim() === '') return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}

/** The value of a cell that may hold JSON as text: an object or a list where it does, else the cell as it is. */
export function parseCell(cell: unknown): unknown {
  if (typeof cell !== 'string' || !/^\s*[[{]/.test(cell) || isDeeperThan(cell)) return cell
  try {
    return /\d{16}/.test(cell) ? parseExact(cell) : JSON.parse(cell)
  } catch {
    return cell
  }
}

/** A string that is not empty, else null. */
export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
