import { closeSync, openSync, writeSync } from 'node:fs'
import { repeatable } from './invented-spans.ts'

type Values = Readonly<Record<string, string | number>>

interface OtlpSpan {
  id: number
  parent: number | null
  name: string
  /** Microseconds since the trace's start. */
  startUs: number
  endUs: number
  values?: Values
  error?: string
}

const T0_US = 1_772_000_000_000_000n
const BATCH = 2000
/** A step of the run: what it holds besides its own span. */
const CALLS_PER_STEP = 8

/**
 * Writes one trace of `count` spans as OTLP JSON lines: an agent that works in steps, each with a model call, tool calls
 * and what services did inside of them; one tool call in 60 fails. Span ids are their numbers, from 1, in hex.
 */
export function writeBigTrace(path: string, count: number, traceId = 'b'.repeat(32)): void {
  const file = openSync(path, 'w')
  const batch: OtlpSpan[] = []
  const flush = () => {
    if (batch.length > 0) writeSync(file, `${otlpLine(traceId, batch)}\n`)
    batch.length = 0
  }
  try {
    for (const span of bigTrace(count)) {
      if (batch.push(span) === BATCH) flush()
    }
    flush()
  } finally {
    closeSync(file)
  }
}

/** One line of OTLP JSON with the spans of one trace. */
export function otlpLine(traceId: string, spans: readonly OtlpSpan[]): string {
  return JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: attributesOf({ 'service.name': 'booking' }) },
        scopeSpans: [{ scope: { name: 'invented' }, spans: spans.map((span) => otlpSpan(traceId, span)) }],
      },
    ],
  })
}

function* bigTrace(count: number): Generator<OtlpSpan> {
  const random = repeatable(7)
  let id = 1
  let at = 1000
  const left = () => count - id
  while (left() > 0) {
    const step = ++id
    const start = at
    const made: OtlpSpan[] = []
    const call = (name: string, values: Values, inside: number, error?: string) => {
      if (left() <= 0) return
      const own = ++id
      const from = at
      for (let n = 0; n < inside && left() > 0; n++) {
        const length = 20 + Math.floor(random() * 400)
        made.push({ id: ++id, parent: own, name: `SELECT fares_${n % 5}`, startUs: at, endUs: at + length })
        at += length + 5
      }
      at += 200 + Math.floor(random() * 3000)
      made.push({ id: own, parent: step, name, startUs: from, endUs: at, values, error })
      at += 50
    }
    call('chat', modelCall(step), 0)
    for (let n = 0; n < CALLS_PER_STEP; n++) {
      const fails = random() < 1 / 60
      call('search_flights', toolCall(step, n, fails), 10, fails ? 'upstream 503' : undefined)
    }
    yield* made
    const values = { 'openinference.span.kind': 'CHAIN' }
    yield { id: step, parent: 1, name: `step ${step}`, startUs: start, endUs: at, values }
  }
  const values = { 'openinference.span.kind': 'AGENT', 'agent.name': 'booking', 'session.id': 'big' }
  yield { id: 1, parent: null, name: 'booking run', startUs: 0, endUs: at + 1000, values }
}

function modelCall(step: number): Values {
  return {
    'openinference.span.kind': 'LLM',
    'llm.model_name': 'gpt-4.1',
    'llm.token_count.prompt': 900,
    'llm.token_count.completion': 60,
    'llm.input_messages.0.message.role': 'user',
    'llm.input_messages.0.message.content': `Go on with step ${step}: which fare is the cheapest?`,
    'llm.output_messages.0.message.role': 'assistant',
    'llm.output_messages.0.message.content': `I look at the fares of step ${step} one by one.`,
  }
}

function toolCall(step: number, n: number, fails: boolean): Values {
  return {
    'openinference.span.kind': 'TOOL',
    'tool.name': 'search_flights',
    'input.value': JSON.stringify({ from: 'LIS', to: 'OSL', step, n }),
    'output.value': fails ? '{"ok":false,"error":"upstream 503"}' : `{"ok":true,"fare":${100 + n}}`,
  }
}

function otlpSpan(traceId: string, { id, parent, name, startUs, endUs, values = {}, error }: OtlpSpan) {
  return {
    traceId,
    spanId: hexId(id),
    ...(parent === null ? {} : { parentSpanId: hexId(parent) }),
    name,
    startTimeUnixNano: nanos(startUs),
    endTimeUnixNano: nanos(endUs),
    attributes: attributesOf(values),
    status: error === undefined ? {} : { code: 2, message: error },
  }
}

function attributesOf(values: Values) {
  return Object.entries(values).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? { stringValue: value } : { intValue: String(value) },
  }))
}

function hexId(id: number): string {
  return id.toString(16).padStart(16, '0')
}

function nanos(us: number): string {
  return String((T0_US + BigInt(us)) * 1000n)
}
