import { Validator, type OutputUnit } from '@cfworker/json-schema'
import { isObject } from './open-json.ts'

/** How a value breaks a schema. `at`: names and indexes down to the value that does; empty for the whole. */
export interface SchemaViolation {
  keyword: string
  at: readonly string[]
  /** In the validator's words, with the names of the schema and none of the values. */
  message: string
}

const DEPTH_LIMIT = 60
const TYPES = new Set(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'])
/** A hostile pattern could run for ever, and no declared format decides about a call. */
const LEFT_OUT = new Set(['pattern', 'patternProperties', 'format', '$schema', '$id', 'id', '$dynamicRef'])

const VALIDATORS = new WeakMap<object, Validator | null>()

/**
 * What breaks `schema` in `value`, innermost first; none where it holds or where the schema cannot be used. Understands
 * what tools declare: JSON Schema 2020-12, OpenAPI's `nullable`, and `any` as a type. Patterns and formats are not checked.
 */
export function schemaViolations(schema: object, value: unknown): SchemaViolation[] {
  const validator = validatorOf(schema)
  if (validator === null) return []
  try {
    const { valid, errors } = validator.validate(value)
    return valid ? [] : leavesOf(errors)
  } catch {
    // A reference to elsewhere, a schema that refers to itself without end.
    return []
  }
}

function validatorOf(schema: object): Validator | null {
  let validator = VALIDATORS.get(schema)
  if (validator === undefined) {
    const usable = usableSchema(schema, 0)
    validator = isObject(usable) ? new Validator(usable, '2020-12', false) : null
    VALIDATORS.set(schema, validator)
  }
  return validator
}

/** Errors of the innermost values: what stands above them repeats them. */
function leavesOf(errors: readonly OutputUnit[]): SchemaViolation[] {
  const choices = errors
    .filter(({ keyword }) => CHOICES.has(keyword))
    .map(({ instanceLocation }) => instanceLocation)
  const leaves = errors.filter(
    ({ keyword, instanceLocation }) =>
      CHOICES.has(keyword) ||
      (!CONTAINERS.has(keyword) && !choices.some((choice) => instanceLocation.startsWith(choice))),
  )
  return (leaves.length > 0 ? leaves : errors).map(({ keyword, instanceLocation, error }) => ({
    keyword,
    at: instanceLocation
      .split('/')
      .slice(1)
      .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')),
    message: error,
  }))
}

const CONTAINERS = new Set(['properties', 'items', 'prefixItems', 'allOf', '$ref', 'additionalProperties'])
/** Which of its alternatives was meant cannot be told. */
const CHOICES = new Set(['anyOf', 'oneOf'])

function usableSchema(schema: unknown, depth: number): unknown {
  if (depth > DEPTH_LIMIT || schema === true || schema === false) return true
  if (!isObject(schema)) return true
  const usable: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  const isOpen = 'patternProperties' in schema
  for (const [key, value] of Object.entries(schema)) {
    if (LEFT_OUT.has(key) || (isOpen && key === 'additionalProperties')) continue
    const part = usablePart(key, value, schema, depth)
    if (part !== undefined) usable[key] = part
  }
  return usable
}

function usablePart(key: string, value: unknown, schema: object, depth: number): unknown {
  switch (key) {
    case 'properties':
    case '$defs':
    case 'definitions':
      if (!isObject(value)) return undefined
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, usableSchema(item, depth + 1)]),
      )
    case 'items':
    case 'additionalProperties':
    case 'not':
      if (Array.isArray(value)) return undefined
      return typeof value === 'boolean' ? value : usableSchema(value, depth + 1)
    case 'anyOf':
    case 'oneOf':
    case 'allOf':
      return Array.isArray(value) ? value.map((item) => usableSchema(item, depth + 1)) : undefined
    case 'type':
      return typeOf(value, 'nullable' in schema && schema.nullable === true)
    case 'required':
      return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : undefined
    case 'enum':
      if (!Array.isArray(value)) return undefined
      return 'nullable' in schema && schema.nullable === true ? [...(value as unknown[]), null] : value
    case '$ref':
      return typeof value === 'string' && value.startsWith('#') ? value : undefined
    case 'const':
      return value
    default:
      return typeof value === 'number' && BOUNDS.has(key) ? value : undefined
  }
}

const BOUNDS = new Set([
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
])

/** Google writes types in capitals. */
function typeOf(value: unknown, nullable: boolean): string[] | undefined {
  const types = (Array.isArray(value) ? (value as unknown[]) : [value]).map((type) =>
    String(type).toLowerCase(),
  )
  if (types.some((type) => !TYPES.has(type))) return undefined
  return nullable ? [...types, 'null'] : types
}
