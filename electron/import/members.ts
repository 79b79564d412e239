import { isJsonObject, type JsonObject } from './json-value.ts'

/** Deeper objects stay values of their own. */
const MAX_DEPTH = 20

/** The first of some members that is a text which is not empty, or a number as text; null where none is. */
export function firstText(object: JsonObject, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = object[key]
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  }
  return null
}

/** An object; an empty one where there is none. */
export function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {}
}

/** Nothing, an empty text, list or object. */
export function isBlank(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  if (typeof value !== 'object') return false
  return Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0
}

/** A blank value, or the text of one: downloads and tables hold every column. */
export function isBlankCell(value: unknown): boolean {
  return value === '[]' || value === '{}' || isBlank(value)
}

/** Objects within an object by the dotted names that tools store as a tree. */
export function flatMembers(object: JsonObject): JsonObject {
  const found: [string, unknown][] = []
  const waiting: [string, unknown, number][] = [['', object, 0]]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [prefix, value, depth] = next
    if (!isJsonObject(value) || depth > MAX_DEPTH) {
      found.push([prefix, value])
      continue
    }
    for (const key of Object.keys(value).toReversed())
      waiting.push([prefix === '' ? key : `${prefix}.${key}`, value[key], depth + 1])
  }
  return Object.fromEntries(found)
}

/** What a prompt is called with its version, `name@version`, or what there is of them. */
export function versionedName(name: string | null, version: string | null): string | null {
  return name === null || version === null ? (version ?? name) : `${name}@${version}`
}
