import { z } from 'zod'

interface JsonSchema {
  $ref?: string
  $defs?: Record<string, JsonSchema>
  pattern?: string
  type?: string | string[]
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  enum?: unknown[]
  const?: unknown
  format?: string
  minimum?: number
  maximum?: number
  minLength?: number
  minItems?: number
}

/** A small value that a schema accepts, every property filled in: what a handler or a caller may really send. */
export function sampleValue(schema: z.ZodType, io: 'input' | 'output'): unknown {
  const whole = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema
  return build(whole, 0, whole.$defs ?? {})
}

function build(schema: JsonSchema, depth: number, named: Record<string, JsonSchema>): unknown {
  if (depth > 20) throw new Error('the schema is nested deeper than any of the contract')
  const target = schema.$ref === undefined ? undefined : named[schema.$ref.replace('#/$defs/', '')]
  if (target !== undefined) return build(target, depth + 1, named)
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  const [first] = schema.anyOf ?? schema.oneOf ?? []
  if (first !== undefined) return build(first, depth + 1, named)
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, build(inner, depth + 1, named)]),
      )
    case 'array':
      return schema.items === undefined ? [] : [build(schema.items, depth + 1, named)]
    case 'string':
      return schema.format === 'date' ? '2026-03-12' : 'text'.padEnd(schema.minLength ?? 0, 'x')
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, -1e9)
    case 'boolean':
      return true
    case undefined:
    default:
      return null
  }
}
