import { cellObject } from '../../frame-rows.ts'
import { textOrNull, type JsonObject } from '../../json-value.ts'
import { otelId } from '../../otel-identifiers.ts'
import { scalarOf } from './open-value.ts'

export const REQUEST_ID = 'mlflow.traceRequestId'
/** What MLflow puts before the trace id of OpenTelemetry to make its own. */
const PREFIX = 'tr-'

/** A span id as hex, also where it came as base64; null for none (roots may have eight zero bytes). */
export function spanIdOf(value: unknown): string | null {
  const hex = typeof value === 'string' && /^[\w+/-]{11}=$/.test(value) ? hexOf(value) : null
  const id = otelId(hex ?? value, 16)
  return id === null || /^0+$/.test(id) ? null : id
}

/** The trace a span says it belongs to, as MLflow calls it: `tr-…`, or an older or longer name of its own. */
export function traceIdOf(raw: JsonObject, attributes: ReadonlyMap<string, unknown>): string | null {
  const asked = textOrNull(scalarOf(attributes.get(REQUEST_ID)))
  if (asked !== null) return asked
  const own = textOrNull(raw.trace_id)
  if (own !== null && !isBase64(own)) return own
  const otel = own === null ? otelId(cellObject(raw.context).trace_id ?? raw.otel_trace_id, 32) : hexOf(own)
  return otel === null ? null : PREFIX + otel
}

function isBase64(id: string): boolean {
  return /^[\w+/-]{22}==$/.test(id)
}

function hexOf(base64: string): string {
  return Buffer.from(base64, 'base64').toString('hex')
}
