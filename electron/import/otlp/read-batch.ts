import type { AttributeValue } from '../../../shared/model/attribute.ts'
import type { Resource, Scope, Span } from '../../../shared/model/span.ts'
import { sortedExtra } from '../extra-fields.ts'
import { attributeFromJson, isJsonObject, type Conversion, type JsonObject } from '../json-value.ts'
import { readAttributes } from './any-value.ts'
import { readSpan, SPAN_REASONS, type SpanSurroundings } from './read-span.ts'
import { camelCaseBatch } from './snake-case.ts'

/** A span, or the sentence why one could not be read. */
export type SpanOutcome = Span | string

type Fields = Map<string, AttributeValue>

const RESOURCE_FIELDS = new Set(['resource', 'scopeSpans', 'instrumentationLibrarySpans'])
const SCOPE_FIELDS = new Set(['scope', 'instrumentationLibrary', 'spans'])
const NAMED_SCOPE_FIELDS = new Set(['name', 'version', 'attributes'])
const ATTRIBUTES_ONLY = new Set(['attributes'])

/** Reads one resource-spans object (OTLP, or its snake_case print) into `outcomes`. */
export function readResourceSpans(raw: unknown, outcomes: SpanOutcome[], conversion: Conversion): void {
  if (!isJsonObject(raw)) {
    outcomes.push(SPAN_REASONS.notObject)
    return
  }
  const batch = 'scope_spans' in raw || 'instrumentation_library_spans' in raw ? camelCaseBatch(raw) : raw
  const around = resourceOf(batch, conversion)
  const scopes = batch.scopeSpans ?? batch.instrumentationLibrarySpans
  if (Array.isArray(scopes)) for (const scope of scopes) readScopeSpans(scope, around, outcomes, conversion)
}

/** Reads one scope-spans object; `around` is what its resource gives. */
export function readScopeSpans(
  raw: unknown,
  around: SpanSurroundings,
  outcomes: SpanOutcome[],
  conversion: Conversion,
): void {
  if (!isJsonObject(raw)) {
    outcomes.push(SPAN_REASONS.notObject)
    return
  }
  const inner = scopeOf(raw, around, conversion)
  if (Array.isArray(raw.spans)) for (const span of raw.spans) readOneSpan(span, inner, outcomes, conversion)
}

export function readOneSpan(
  raw: unknown,
  around: SpanSurroundings,
  outcomes: SpanOutcome[],
  conversion: Conversion,
): void {
  outcomes.push(isJsonObject(raw) ? readSpan(raw, around, conversion) : SPAN_REASONS.notObject)
}

/** The resource of a resource-spans object, with what else it says (`schemaUrl`, dropped counts) as extra fields. */
export function resourceOf(batch: JsonObject, conversion: Conversion): SpanSurroundings {
  const raw = batch.resource
  if (!isJsonObject(raw))
    return {
      resource: null,
      scope: null,
      extra: fieldsBeside(batch, RESOURCE_FIELDS, 'resource.', null, conversion),
    }
  const resource: Resource = { attributes: readAttributes(raw.attributes, conversion) }
  const own = fieldsBeside(raw, ATTRIBUTES_ONLY, 'resource.', null, conversion)
  return { resource, scope: null, extra: fieldsBeside(batch, RESOURCE_FIELDS, 'resource.', own, conversion) }
}

export function scopeOf(raw: JsonObject, around: SpanSurroundings, conversion: Conversion): SpanSurroundings {
  const named = raw.scope ?? raw.instrumentationLibrary
  let scope: Scope | null = null
  let extra = fieldsBeside(raw, SCOPE_FIELDS, 'scope.', around.extra, conversion)
  if (isJsonObject(named)) {
    scope = {
      name: typeof named.name === 'string' ? named.name : '',
      version: typeof named.version === 'string' ? named.version : '',
      attributes: readAttributes(named.attributes, conversion),
    }
    extra = fieldsBeside(named, NAMED_SCOPE_FIELDS, 'scope.', extra, conversion)
  }
  return { resource: around.resource, scope, extra }
}

/** The fields of an object that the model has no place for, added to `base`; `base` itself where there are none. */
function fieldsBeside(
  object: JsonObject,
  known: ReadonlySet<string>,
  prefix: string,
  base: Fields | null,
  conversion: Conversion,
): Fields | null {
  let fields = base
  for (const key of Object.keys(object)) {
    if (known.has(key)) continue
    const value = object[key]
    if (value === 0 || value === '' || value === null || value === undefined) continue
    if (fields === base) fields = new Map(base)
    fields?.set(prefix + key, attributeFromJson(value, conversion))
  }
  return fields === base ? base : sortedExtra(fields)
}
