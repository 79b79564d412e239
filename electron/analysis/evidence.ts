import { attributeText } from '../../shared/model/attribute.ts'
import type { Evidence } from '../../shared/model/finding.ts'
import type { RecordedSpan } from '../../shared/model/recorded-trace.ts'

/** Evidence is shown in a line; what is longer is cut, its range with it. */
export const EVIDENCE_LENGTH = 400

/** The text that `start` and `end` of an Evidence with this path count in; null where the span has no such value. */
export function evidenceValue(span: RecordedSpan, path: string): string | null {
  if (path.startsWith('attributes.')) return attributeText(span.attribute(path.slice('attributes.'.length)))
  const event = /^events\.(\d{1,9})\.attributes\./.exec(path)
  if (event !== null) {
    return attributeText(span.events()[Number(event[1])]?.attributes.get(path.slice(event[0].length)))
  }
  const message = MESSAGE_PATH.exec(path)
  if (message !== null) {
    const messages = message[1] === 'input' ? span.inputMessages() : span.outputMessages()
    const said = messages[Number(message[2])]
    if (message[3] === undefined) return said?.text ?? null
    const call = said?.toolCalls?.[Number(message[3])]
    return (message[4] === 'name' ? call?.name : call?.arguments) ?? null
  }
  const column = COLUMNS.get(path)?.(span)
  return column === undefined || column === null ? null : String(column)
}

const MESSAGE_PATH = /^(input|output)_messages\.(\d{1,9})\.(?:text|tool_calls\.(\d{1,9})\.(name|arguments))$/

const COLUMNS = new Map<string, (span: RecordedSpan) => string | number | null>([
  ['status', (span) => span.status],
  ['status_message', (span) => span.statusMessage],
  ['error_type', (span) => span.errorType],
  ['name', (span) => span.name],
  ['kind', (span) => span.kind],
  ['parent_span_id', (span) => span.parentSpanId],
  ['start_us', (span) => span.startUs],
  ['duration_ns', (span) => span.durationNs],
  ['model_requested', (span) => span.modelRequested],
  ['model_answered', (span) => span.modelAnswered],
  ['finish_reason', (span) => span.finishReason],
  ['output_tokens', (span) => span.outputTokens],
  ['agent_name', (span) => span.agentName],
  ['tool_name', (span) => span.toolName],
  ['tool_call_id', (span) => span.toolCallId],
])

/** The stretch `start..end` of the value at `path`, cut to what is shown. */
export function evidenceAt(
  span: RecordedSpan,
  path: string,
  value: string,
  start: number,
  end: number,
): Evidence {
  const stop = Math.min(end, start + EVIDENCE_LENGTH)
  return { spanId: span.spanId, path, text: value.slice(start, stop), start, end: stop }
}

/** The whole value as evidence. A long one is cut and says where it was cut. */
export function wholeEvidence(span: RecordedSpan, path: string): Evidence | null {
  const value = evidenceValue(span, path)
  if (value === null) return null
  if (value.length > EVIDENCE_LENGTH) return evidenceAt(span, path, value, 0, EVIDENCE_LENGTH)
  return { spanId: span.spanId, path, text: value, start: null, end: null }
}
