import { isJsonObject, type JsonObject } from '../json-value.ts'

/**
 * A resource-spans object of a protobuf printer that kept snake_case (`scope_spans`, `trace_id`), with the names OTLP/JSON has.
 * Attribute values stay untouched: they are read in both spellings.
 */
export function camelCaseBatch(batch: JsonObject): JsonObject {
  return rename(batch, (key, value) =>
    key === 'scopeSpans' || key === 'instrumentationLibrarySpans' ? mapObjects(value, camelCaseScope) : value,
  )
}

function camelCaseScope(scope: JsonObject): JsonObject {
  return rename(scope, (key, value) => (key === 'spans' ? mapObjects(value, camelCaseSpan) : value))
}

function camelCaseSpan(span: JsonObject): JsonObject {
  return rename(span, (key, value) =>
    key === 'events' || key === 'links'
      ? mapObjects(value, (item) => rename(item, (_, held) => held))
      : value,
  )
}

function rename(object: JsonObject, member: (key: string, value: unknown) => unknown): JsonObject {
  const renamed = Object.create(null) as Record<string, unknown>
  for (const key of Object.keys(object)) {
    const name = key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    renamed[name] = member(name, object[key])
  }
  return renamed
}

function mapObjects(list: unknown, change: (object: JsonObject) => JsonObject): unknown {
  return Array.isArray(list) ? list.map((item: unknown) => (isJsonObject(item) ? change(item) : item)) : list
}
