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

/** The smallest image there is: one red pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='

/** What stands once in the huge payload, far from its beginning. */
export const NEEDLE = 'the refund of order W2718281'

function tool(output: string): Values {
  return {
    'openinference.span.kind': 'TOOL',
    'input.value': '{"id":12345678901234567890}',
    'output.value': output,
  }
}

/** One trace of everything that is hard to show: a huge line, markup, escapes, directions, images, broken spans. */
export function hostileTrace(traceId: string): string {
  const svg = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script>${' '.repeat(90)}</svg>`,
  )
  const huge = 'x'.repeat(11_500_000)
  const spans: OtlpSpan[] = [
    {
      id: 1,
      parent: null,
      name: 'hostile run',
      startUs: 0,
      endUs: 9000,
      values: { 'openinference.span.kind': 'AGENT' },
    },
    {
      id: 2,
      parent: 1,
      name: 'huge',
      startUs: 100,
      endUs: 200,
      values: tool(`${huge}${NEEDLE}${huge.slice(0, 500_000)}`),
    },
    {
      id: 3,
      parent: 1,
      name: 'signs \u202Eesrever',
      startUs: 300,
      endUs: 300,
      values: tool(
        '<img src=x onerror=alert(1)><script>alert(2)</script> \u001b[31mred\u001b[0m \u202Eright to left\u202C nul\u0000 half\ud83d \u0645\u0631\u062d\u0628\u0627',
      ),
    },
    {
      id: 4,
      parent: 1,
      name: 'files',
      startUs: 400,
      endUs: 500,
      values: tool(
        JSON.stringify({
          image: `data:image/png;base64,${PNG}`,
          drawing: `data:image/svg+xml;base64,${svg.toString('base64')}`,
          file: { filename: 'ticket.pdf', media_type: 'application/pdf', data: `JVBERi0${'A'.repeat(400)}` },
        }),
      ),
    },
    { id: 5, parent: 99, name: 'lost child', startUs: 600, endUs: 700 },
    { id: 6, parent: 6, name: 'its own parent', startUs: 700, endUs: 650 },
  ]
  return otlpLine(traceId, spans)
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
