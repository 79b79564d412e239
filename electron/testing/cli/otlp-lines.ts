const START_NS = 1_772_442_000_000_000_000n
const SECOND_NS = 1_000_000_000n

export interface LineOptions {
  trace?: number
  sessionId?: string
  parent?: number
  name?: string
}

/** One line of OTLP JSON with one span; its numbers are its ids. */
export function otlpLine(span: number, { trace = 1, sessionId, parent, name }: LineOptions = {}): string {
  const startNs = START_NS + BigInt(span) * SECOND_NS
  const attributes = [
    { key: 'gen_ai.operation.name', value: { stringValue: 'chat' } },
    ...(sessionId === undefined ? [] : [{ key: 'session.id', value: { stringValue: sessionId } }]),
  ]
  const record = {
    traceId: trace.toString(16).padStart(32, '0'),
    spanId: span.toString(16).padStart(16, '0'),
    ...(parent === undefined ? {} : { parentSpanId: parent.toString(16).padStart(16, '0') }),
    name: name ?? `span ${span}`,
    startTimeUnixNano: String(startNs),
    endTimeUnixNano: String(startNs + SECOND_NS),
    attributes,
  }
  return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [record] }] }] })
}

/** `count` such lines, a trace each. */
export function otlpLines(count: number, from = 1): string {
  return Array.from({ length: count }, (_, i) => `${otlpLine(from + i, { trace: from + i })}\n`).join('')
}
