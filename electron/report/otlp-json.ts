import { Double, type AttributeValue, type Attributes } from '../../shared/model/attribute.ts'
import type { Message } from '../../shared/model/message.ts'
import type { Score } from '../../shared/model/score.ts'
import type { Span } from '../../shared/model/span.ts'
import {
  nanosText,
  otlpAttributes,
  otlpId,
  otlpValue,
  type OtlpAttribute,
  type OtlpValue,
} from './otlp-value.ts'

export interface OtlpJsonOptions {
  /**
   * Fills a bare span from its attributes, events and resource, as importing will (`translate` of the importers). What it cannot
   * tell is written beside as `tidemark.field.*`; without it, every field is.
   */
  derive(span: Span): void
}
const NOTHING_DERIVED: OtlpJsonOptions = { derive: () => undefined }

const DERIVED = [
  'kind',
  'errorType',
  'service',
  'modelRequested',
  'modelAnswered',
  'provider',
  'finishReason',
  'inputTokens',
  'outputTokens',
  'cachedTokens',
  'costUsd',
  'toolName',
  'toolCallId',
  'requestedBy',
  'agentName',
  'sessionId',
  'userId',
  'environment',
  'promptVersion',
  'inputKey',
  'outputKey',
] as const satisfies readonly (keyof Span)[]
const STATUS_CODES = { unset: 0, ok: 1, error: 2 } as const

/** Extra fields that OTLP has a place for, and the type they need there. */
const SPAN_FIELDS: Fields = {
  traceState: 'string',
  flags: 'number',
  droppedAttributesCount: 'number',
  droppedEventsCount: 'number',
  droppedLinksCount: 'number',
}
const EVENT_FIELDS: Fields = { droppedAttributesCount: 'number' }
const LINK_FIELDS: Fields = { traceState: 'string', flags: 'number', droppedAttributesCount: 'number' }
const HOLDER_FIELDS: Fields = { schemaUrl: 'string', droppedAttributesCount: 'number' }

type Fields = Readonly<Record<string, 'string' | 'number'>>

/**
 * Spans and scores as OTLP/JSON, lossless: one `{"resourceSpans":[...]}` a line and trace, traces in the order they come.
 * Spans of a trace need not stand together. Scores travel on their span, those of a trace on its root.
 */
export function* otlpLines(
  spans: Iterable<Span>,
  scores: Iterable<Score>,
  options: OtlpJsonOptions = NOTHING_DERIVED,
): Generator<string> {
  const traces = new Map<string, { spans: Span[]; scores: Score[] }>()
  for (const span of spans) traceOf(traces, span.traceId).spans.push(span)
  for (const score of scores) traceOf(traces, score.traceId).scores.push(score)
  for (const trace of traces.values()) yield otlpTraceLine(trace.spans, trace.scores, options)
}

function traceOf<T>(
  traces: Map<string, { spans: Span[]; scores: T[] }>,
  id: string,
): { spans: Span[]; scores: T[] } {
  const trace = traces.get(id) ?? { spans: [], scores: [] }
  traces.set(id, trace)
  return trace
}

interface ScopeGroup {
  fields: Record<string, unknown>
  spans: OtlpValue[]
}

/** One trace as a line. Scores of a trace without spans become log records (`gen_ai.evaluation.result`). */
export function otlpTraceLine(
  spans: readonly Span[],
  scores: readonly Score[],
  options: OtlpJsonOptions,
): string {
  if (spans.length === 0)
    return JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: scores.map(evaluationLog) }] }] })
  const resources = new Map<string, { fields: Record<string, unknown>; scopes: Map<string, ScopeGroup> }>()
  const carried = assignScores(spans, scores)
  for (const span of spans) {
    const extra = new Map(span.extra)
    const resourceFields = holderFields(
      span.resource && { attributes: span.resource.attributes },
      'resource',
      extra,
    )
    const scopeFields = holderFields(span.scope && { ...span.scope }, 'scope', extra)
    const resourceKey = JSON.stringify(resourceFields)
    const resource = resources.get(resourceKey) ?? {
      fields: resourceFields,
      scopes: new Map<string, ScopeGroup>(),
    }
    resources.set(resourceKey, resource)
    const scopeKey = JSON.stringify(scopeFields)
    const scope = resource.scopes.get(scopeKey) ?? { fields: scopeFields, spans: [] }
    resource.scopes.set(scopeKey, scope)
    scope.spans.push(otlpSpan(span, extra, carried.get(span) ?? [], options))
  }
  return JSON.stringify({
    resourceSpans: [...resources.values()].map(({ fields, scopes }) => {
      fields.scopeSpans = [...scopes.values()].map((scope) => {
        scope.fields.spans = scope.spans
        return scope.fields
      })
      return fields
    }),
  })
}

/** `{resource: {attributes}, schemaUrl}` or the like of a scope; takes from `extra` what belongs there. */
function holderFields(
  holder: { attributes: Attributes; name?: string; version?: string } | null,
  name: 'resource' | 'scope',
  extra: Map<string, AttributeValue>,
): Record<string, unknown> {
  const taken = takeFields(extra, `${name}.`, HOLDER_FIELDS)
  const { schemaUrl, ...own } = taken
  const fields: Record<string, unknown> = {}
  if (holder) {
    fields[name] = {
      name: holder.name,
      version: holder.version,
      attributes: otlpAttributes(holder.attributes),
      ...own,
    }
  } else if (Object.keys(own).length > 0)
    extra.set(`${name}.droppedAttributesCount`, own.droppedAttributesCount as number)
  if (schemaUrl !== undefined) fields.schemaUrl = schemaUrl
  return fields
}

function takeFields(
  extra: Map<string, AttributeValue>,
  prefix: string,
  fields: Fields,
): Record<string, unknown> {
  const taken: Record<string, unknown> = {}
  for (const [field, type] of Object.entries(fields)) {
    const value = extra.get(prefix + field)
    if (typeof value !== type) continue
    taken[field] = value
    extra.delete(prefix + field)
  }
  return taken
}

function otlpSpan(
  span: Span,
  extra: Map<string, AttributeValue>,
  scores: readonly Score[],
  options: OtlpJsonOptions,
): OtlpValue {
  const kept: Attributes = new Map()
  const traceId = keepId(kept, 'tidemark.trace_id', span.traceId, 32)
  const spanId = keepId(kept, 'tidemark.span_id', span.spanId, 16)
  const parentSpanId =
    span.parentSpanId === null ? undefined : keepId(kept, 'tidemark.parent_span_id', span.parentSpanId, 16)
  if (span.syntheticTime) kept.set('tidemark.synthetic_time', true)
  const fields = takeFields(extra, '', SPAN_FIELDS)
  const events = span.events.map((event, i) => ({
    name: event.name,
    timeUnixNano: nanosText(event.atUs, event.atSubNs),
    attributes: otlpAttributes(event.attributes),
    ...takeFields(extra, `event.${i}.`, EVENT_FIELDS),
  }))
  const links = span.links.map((link, i) => {
    const ids: Attributes = new Map()
    return {
      traceId: keepId(ids, 'tidemark.trace_id', link.traceId, 32),
      spanId: keepId(ids, 'tidemark.span_id', link.spanId, 16),
      attributes: [...otlpAttributes(link.attributes), ...otlpAttributes(ids)],
      ...takeFields(extra, `link.${i}.`, LINK_FIELDS),
    }
  })
  for (const [name, value] of extra) kept.set(`tidemark.extra.${name}`, value)
  const endTimeUnixNano = endOf(span, kept)
  keepDerived(span, kept, options)
  for (const [i, score] of scores.entries()) keepScore(kept, `tidemark.score.${i}.`, score, span)
  const attributes: OtlpAttribute[] = [...otlpAttributes(span.attributes), ...otlpAttributes(kept)]
  const status = statusOf(span)
  return {
    traceId,
    spanId,
    parentSpanId,
    name: span.name,
    kind: span.otelKind === 0 ? undefined : span.otelKind,
    startTimeUnixNano: nanosText(span.startUs, span.startSubNs),
    endTimeUnixNano,
    attributes: attributes.length > 0 ? attributes : undefined,
    events: events.length > 0 ? events : undefined,
    links: links.length > 0 ? links : undefined,
    status,
    ...fields,
  }
}

function keepId(kept: Attributes, key: string, id: string, length: 32 | 16): string {
  const written = otlpId(id, length)
  if (written.original !== null) kept.set(key, written.original)
  return written.id
}

function statusOf(span: Span): OtlpValue | undefined {
  if (span.status === 'unset' && span.statusMessage === null) return undefined
  return { code: STATUS_CODES[span.status], message: span.statusMessage ?? undefined }
}

/** The end time; the duration is written beside where an end cannot tell it (before 1970, or longer than 104 days). */
function endOf(span: Span, kept: Attributes): string | undefined {
  const { startUs, startSubNs, durationNs } = span
  if (durationNs === null) return undefined
  const end = BigInt(startUs) * 1000n + BigInt(startSubNs) + BigInt(Math.round(durationNs))
  const endUs = Number(end / 1000n)
  const told = (endUs - startUs) * 1000 + (Number(end % 1000n) - startSubNs)
  if (end > 0n && told === durationNs) return end.toString()
  kept.set('tidemark.field.durationNs', Number.isInteger(durationNs) ? new Double(durationNs) : durationNs)
  return undefined
}

/** Writes the fields that deriving from the attributes alone would not give again. */
function keepDerived(span: Span, kept: Attributes, options: OtlpJsonOptions): void {
  const bare: Span = {
    ...span,
    attributes: new Map(span.attributes),
    inputMessages: [],
    outputMessages: [],
    kind: 'other',
  }
  for (const field of DERIVED) if (field !== 'kind') bare[field] = null
  options.derive(bare)
  for (const field of DERIVED) {
    const value = span[field]
    if (bare[field] !== value)
      kept.set(`tidemark.field.${field}`, typeof value === 'number' ? new Double(value) : value)
  }
  for (const field of ['inputMessages', 'outputMessages'] as const) {
    if (!sameMessages(bare[field], span[field]))
      kept.set(`tidemark.field.${field}`, JSON.stringify(span[field]))
  }
}

function sameMessages(a: readonly Message[], b: readonly Message[]): boolean {
  return (
    a.length === b.length &&
    a.every((message, i) => message === b[i] || JSON.stringify(message) === JSON.stringify(b[i]))
  )
}

/** Each score at its span; those of the trace, or of a span that is not here, at the root. */
function assignScores(spans: readonly Span[], scores: readonly Score[]): Map<Span, Score[]> {
  const carried = new Map<Span, Score[]>()
  const root = spans.find((span) => span.parentSpanId === null) ?? spans[0]
  const byId = new Map(spans.map((span) => [span.spanId, span]))
  for (const score of scores) {
    const span = (score.spanId === null ? undefined : byId.get(score.spanId)) ?? root
    if (!span) continue
    carried.set(span, [...(carried.get(span) ?? []), score])
  }
  return carried
}

function keepScore(kept: Attributes, prefix: string, score: Score, carrier: Span): void {
  if (score.spanId === null) kept.set(`${prefix}trace`, true)
  else if (score.spanId !== carrier.spanId) kept.set(`${prefix}span_id`, score.spanId)
  for (const [key, value] of scoreFields(score)) if (value !== null) kept.set(prefix + key, value)
}

function scoreFields(score: Score): [key: string, value: AttributeValue][] {
  return [
    ['name', score.name],
    ['value', score.value === null ? null : new Double(score.value)],
    ['label', score.label],
    ['explanation', score.explanation],
    ['evaluator_kind', score.evaluatorKind],
    ['judge', score.judge],
    ['rubric', score.rubric],
    ['rubric_version', score.rubricVersion],
    ['at_us', score.atUs],
    ['raw', score.raw],
  ]
}

function evaluationLog(score: Score): OtlpValue {
  const fields: [key: string, value: AttributeValue][] = [
    ['name', score.name],
    ['score.value', score.value === null ? null : new Double(score.value)],
    ['score.label', score.label],
    ['explanation', score.explanation],
    ['evaluator.kind', score.evaluatorKind],
    ['judge.model', score.judge],
    ['rubric', score.rubric],
    ['rubric.version', score.rubricVersion],
  ]
  return {
    eventName: 'gen_ai.evaluation.result',
    traceId: score.traceId,
    spanId: score.spanId ?? undefined,
    timeUnixNano: score.atUs === null ? undefined : nanosText(score.atUs, 0),
    attributes: [
      ...fields
        .filter(([, value]) => value !== null)
        .map(([key, value]) => ({ key: `gen_ai.evaluation.${key}`, value: otlpValue(value) })),
      // The convention has no place for what else was said.
      { key: 'tidemark.score', value: otlpValue(JSON.stringify(score)) },
    ],
  }
}
