import { SourceMemory, translate } from '../import/translate.ts'
import { otlpTraceLine } from '../report/otlp-json.ts'
import type { MethodOutput, ParsedInput } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { plainValue, type Attributes } from '../../shared/model/attribute.ts'
import type { Score } from '../../shared/model/score.ts'
import type { Span } from '../../shared/model/span.ts'
import type { ReadConnection } from '../store/connection.ts'
import { countSpans, readScores, readSpans, requireTrace } from '../store/trace-reader.ts'

/** Longer texts choke a clipboard; `tidemark export` writes them to a file. */
const LONGEST = 20_000_000
/** Traces of more spans are longer than that in any case, and reading them would hold up the window. */
const MOST_SPANS = 20_000

/** A trace or one of its spans as text to copy. AppError `not_found`. */
export function copyTrace(
  connection: ReadConnection,
  { traceId, spanId, as }: ParsedInput<'trace.copy'>,
): MethodOutput<'trace.copy'> {
  const trace = requireTrace(connection, traceId)
  if (spanId === undefined && countSpans(connection, trace) > MOST_SPANS) return { text: null, length: 0 }
  const isWanted = (id: string | null) => spanId === undefined || id === spanId
  const spans = readSpans(connection, trace).filter((span) => isWanted(span.spanId))
  if (spanId !== undefined && spans.length === 0)
    throw new AppError('not_found', { what: `Span ${spanId} of trace ${traceId}` })
  const scores = readScores(connection, trace).filter((score) => isWanted(score.spanId))
  const text = as === 'otlp' ? toOtlp(spans, scores) : toJson(traceId, spans, scores)
  return { text: text.length > LONGEST ? null : text, length: text.length }
}

function toOtlp(spans: readonly Span[], scores: readonly Score[]): string {
  const memory = new SourceMemory()
  return otlpTraceLine(spans, scores, { derive: (span) => translate(span, memory) })
}

function toJson(traceId: string, spans: readonly Span[], scores: readonly Score[]): string {
  const told = spans.map(({ traceId: _traceId, resource, scope, extra: _extra, ...span }) => ({
    ...span,
    attributes: plainAttributes(span.attributes),
    events: span.events.map((event) => ({ ...event, attributes: plainAttributes(event.attributes) })),
    links: span.links.map((link) => ({ ...link, attributes: plainAttributes(link.attributes) })),
    resource: resource && plainAttributes(resource.attributes),
    scope: scope && { name: scope.name, version: scope.version },
  }))
  return JSON.stringify({ traceId, spans: told, scores }, null, 2)
}

function plainAttributes(attributes: Attributes): Record<string, unknown> {
  return Object.fromEntries([...attributes].map(([key, value]) => [key, plainValue(value)]))
}
