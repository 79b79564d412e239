import { isBlank } from '../../members.ts'
import { cellObject } from '../../frame-rows.ts'
import type { Attributes } from '../../../../shared/model/attribute.ts'
import type { Span } from '../../../../shared/model/span.ts'
import { attributeFromJson, textOrNull, type Conversion, type JsonObject } from '../../json-value.ts'
import { openValue } from './open-value.ts'
import { TRACE_KNOWN, TRACE_OBJECTS } from './schema.ts'
import { promptOf } from './span-doing.ts'

/** What is said of a trace as a whole. */
export interface TraceFacts {
  id: string | null
  sessionId: string | null
  userId: string | null
  environment: string | null
  promptVersion: string | null
  raw: JsonObject
}

/** From `info` of either generation (`request_id` and `request_metadata` before, now `trace_id` and `trace_metadata`), or a row. */
export function factsOf(raw: JsonObject): TraceFacts {
  const metadata = cellObject(raw.trace_metadata ?? raw.request_metadata)
  const tags = cellObject(raw.tags)
  const at = (key: string): string | null => textOrNull(metadata[key]) ?? textOrNull(tags[key])
  return {
    id: textOrNull(raw.trace_id) ?? textOrNull(raw.request_id),
    sessionId: at('mlflow.trace.session'),
    // `mlflow.user` is who ran the program.
    userId: at('mlflow.trace.user'),
    environment: at('environment'),
    promptVersion: promptOf(openValue(tags['mlflow.linkedPrompts'])),
    raw,
  }
}

/** What is said of the trace, on each of its spans; the rest as `trace.*` attributes of its root. `isPart`: not all its spans. */
export function setFacts(
  spans: readonly Span[],
  facts: TraceFacts,
  isPart: boolean,
  conversion: Conversion,
): void {
  for (const span of spans) {
    span.sessionId ??= facts.sessionId
    span.userId ??= facts.userId
    span.environment ??= facts.environment
    if (span.kind === 'llm') span.promptVersion ??= facts.promptVersion
  }
  const root = rootOf(spans, isPart)
  if (root) addRest(root.attributes, facts.raw, conversion)
}

function addRest(into: Attributes, raw: JsonObject, conversion: Conversion): void {
  for (const key of Object.keys(raw)) {
    const value = raw[key]
    if (TRACE_KNOWN.has(key) || isBlank(value)) continue
    const members = TRACE_OBJECTS.has(key) ? cellObject(value) : {}
    const names = Object.keys(members)
    if (names.length === 0) into.set(`trace.${key}`, attributeFromJson(value, conversion))
    for (const name of names) {
      if (!isBlank(members[name]))
        into.set(`trace.${key}.${name}`, attributeFromJson(members[name], conversion))
    }
  }
}

function rootOf(spans: readonly Span[], isPart: boolean): Span | undefined {
  const ids = new Set(spans.map(({ spanId }) => spanId))
  return (
    spans.find(({ parentSpanId }) => parentSpanId === null) ??
    spans.find(({ parentSpanId }) => !isPart && parentSpanId !== null && !ids.has(parentSpanId))
  )
}
