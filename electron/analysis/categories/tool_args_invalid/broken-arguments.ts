import type { CategoryClass } from '../../../../shared/model/finding.ts'
import { schemaViolations, type SchemaViolation } from '../../json-schema.ts'
import { readLooseObject } from '../../loose-json.ts'
import { isObject } from '../../open-json.ts'

export interface BrokenArgument {
  class: CategoryClass
  /** Names and types of the declaration, none of the values: `query is missing`. */
  what: string
  start: number
  end: number
}

/** Longer arguments are files or code in one field: checking them costs more than it tells. */
const ARGUMENTS_LENGTH = 256 * 1024
const DEPTH = 100
/** Enough to tell what is wrong with a call. */
const VIOLATION_LIMIT = 20

/**
 * What in a call's arguments breaks the tool's declaration. F: no JSON, required and missing, another type or value than
 * declared. S: an argument that is not declared where the schema leaves that open, a list or object written as text.
 */
export function brokenArguments(text: string, schema: object): BrokenArgument[] {
  if (text.length > ARGUMENTS_LENGTH) return []
  const whole = { start: 0, end: text.length }
  const given = unwrapArguments(text)
  if (given === null) return [{ class: 'F', what: 'the arguments are no JSON', ...whole }]
  if (!isObject(given) || depthOf(given, DEPTH) >= DEPTH) return []
  const value = withoutAbsent(given, schema)
  const found = schemaViolations(schema, value)
    .slice(0, VIOLATION_LIMIT)
    .map((violation) => Object.assign(judgeViolation(violation, value), placeOf(text, violation.at[0])))
  return found.length > 0
    ? found
    : undeclared(value, schema).map((name) =>
        Object.assign({ class: 'S' as const, what: `${name} is not declared` }, placeOf(text, name)),
      )
}

/**
 * The arguments as an object: JSON, JSON inside a JSON text, nothing at all, or the keyword arguments in a framework's
 * wrapping (`{"args": [], "kwargs": {...}}`). Null where it is no JSON, or positional.
 */
export function unwrapArguments(text: string): unknown {
  if (text.trim() === '') return {}
  let value: unknown
  try {
    value = JSON.parse(text)
    if (typeof value === 'string') value = value.trim() === '' ? {} : JSON.parse(value)
  } catch {
    return null
  }
  if (!isObject(value) || !isObject(value.kwargs)) return value ?? {}
  if (Array.isArray(value.args)) return value.args.length === 0 ? value.kwargs : null
  return Object.keys(value).length === 1 ? value.kwargs : value
}

/** A declaration as JSON Schema, or as a map of parameters (`{"query": {"type": "string", "required": true}}`). */
export function parameterSchema(text: string): object | null {
  let value: unknown
  try {
    value = text.length > ARGUMENTS_LENGTH ? null : JSON.parse(text)
  } catch {
    return null
  }
  if (!isObject(value)) return null
  if (isObject(value.properties)) return value
  const entries = Object.entries(value)
  if (entries.length === 0 || !entries.every(([, item]) => isObject(item) && typeof item.type === 'string'))
    return null
  const required = entries
    .filter(([, item]) => isObject(item) && item.required === true)
    .map(([name]) => name)
  return { type: 'object', properties: value, required }
}

/** Models write null, and one without a name, for what they leave out. */
function withoutAbsent(given: Record<string, unknown>, schema: object): Record<string, unknown> {
  const required = new Set(
    'required' in schema && Array.isArray(schema.required) ? (schema.required as unknown[]) : [],
  )
  const entries = Object.entries(given).filter(
    ([name, value]) => name.trim() !== '' && (value !== null || required.has(name)),
  )
  return Object.fromEntries(entries)
}

function judgeViolation(
  { keyword, at, message }: SchemaViolation,
  value: unknown,
): Pick<BrokenArgument, 'class' | 'what'> {
  const name = at.join('.')
  if (keyword === 'required') {
    const [, missing = ''] = /required property "([^"]{1,200})"/.exec(message) ?? []
    return { class: 'F', what: `${[...at, missing].join('.')} is missing` }
  }
  const told = at.reduce<unknown>((inner, step) => (isContainer(inner) ? inner[step] : undefined), value)
  if (
    keyword === 'type' &&
    typeof told === 'string' &&
    /^\s*[[{]/.test(told) &&
    /"(?:array|object)"/.test(message)
  )
    return { class: 'S', what: `${name} is JSON written as text` }
  switch (keyword) {
    case 'type':
      return { class: 'F', what: `${name} is of another type than declared` }
    case 'enum':
    case 'const':
      return { class: 'F', what: `${name} is none of the declared values` }
    case 'additionalProperties':
    case 'false':
      return { class: 'F', what: `${name === '' ? 'an argument' : name} is not allowed` }
    default:
      return { class: 'F', what: `${name === '' ? 'the arguments' : name} breaks ${keyword}` }
  }
}

/** Names that the declaration does not know, where it does not say whether there may be such. */
function undeclared(given: Record<string, unknown>, schema: object): string[] {
  if ('additionalProperties' in schema || !('properties' in schema) || !isObject(schema.properties)) return []
  if (
    'patternProperties' in schema ||
    'anyOf' in schema ||
    'oneOf' in schema ||
    'allOf' in schema ||
    '$ref' in schema
  )
    return []
  const { properties } = schema
  // A tool without parameters is often given a blank one.
  if (
    Object.keys(properties).length === 0 &&
    Object.values(given).every((value) => value === '' || value === null)
  )
    return []
  return Object.keys(given).filter((name) => !Object.hasOwn(properties, name))
}

/** The member's name and value in the text, the whole text where it is not found there. */
function placeOf(text: string, name: string | undefined): { start: number; end: number } {
  const whole = { start: 0, end: text.length }
  if (name === undefined) return whole
  const field = readLooseObject(text, text.search(/\S/))?.find(({ key }) => key === name)
  return field === undefined ? whole : { start: text.lastIndexOf(name, field.start) - 1, end: field.end }
}

function depthOf(value: unknown, limit: number): number {
  if (typeof value !== 'object' || value === null || limit <= 0) return 0
  let deepest = 0
  for (const item of Object.values(value)) deepest = Math.max(deepest, depthOf(item, limit - 1))
  return deepest + 1
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
