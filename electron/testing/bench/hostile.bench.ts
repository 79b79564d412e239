import type { Message } from '../../../shared/model/message.ts'
import { emptySpan, type Span } from '../../../shared/model/span.ts'
import { runCategories } from '../../analysis/run-categories.ts'
import { traceFromSpans } from '../recorded-from-spans.ts'
import type { BenchRow } from './measure.ts'

const SPANS = 100_000
const TEXT = 50_000_000
const MEGABYTE = 1_000_000

/** Texts made to send a pattern back and forth, or a reader of JSON into the depth. */
const TRAPS = [
  "'".repeat(4000),
  '{"a":'.repeat(2000),
  'Error: '.repeat(1000),
  'timeout '.repeat(1000),
  '\\"'.repeat(3000),
  `I will use ${'tool '.repeat(1500)}`,
  `${'1,234,'.repeat(1000)}567`,
  `${'a-'.repeat(2000)}1`,
  `http://${'a.'.repeat(2000)}`,
  ' '.repeat(5000),
]

/** All categories over traces that nobody should have: deep and broken, and as wide as deep. */
export function benchHostile(): BenchRow[] {
  return [
    ...judge(`one trace of ${SPANS} spans, 50 MB of hostile text`, hostileSpans()),
    ...judge(`one trace of ${SPANS / 4} runs side by side`, wideSpans()),
  ]
}

function judge(what: string, spans: readonly Span[]): BenchRow[] {
  const trace = traceFromSpans(spans)
  const before = process.memoryUsage().rss
  const started = performance.now()
  const { errors, findings } = runCategories(trace)
  const seconds = (performance.now() - started) / 1000
  const megabytes = (process.memoryUsage().rss - before) / MEGABYTE
  if (errors.length > 0) throw new Error(errors[0]?.message)
  return [
    {
      what: `all categories over ${what} (${findings.length} findings)`,
      measured: `${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB beside the trace`,
      goal: 'within 10 s and 500 MB',
      met: seconds <= 10 && megabytes <= 500,
    },
  ]
}

/** Runs of four spans without a common root: what looks at all spans for each run would never end. */
function wideSpans(): Span[] {
  return Array.from({ length: SPANS }, (_, at) => {
    const run = Math.floor(at / 4)
    const span = emptySpan('w', `s${at}`)
    span.parentSpanId = at % 4 === 0 ? null : `s${run * 4}`
    span.kind = (['agent', 'llm', 'tool', 'llm'] as const)[at % 4]!
    span.agentName = span.kind === 'agent' ? 'clerk' : null
    span.startUs = at
    span.durationNs = 1e9
    if (span.kind === 'tool') {
      span.toolName = 'find_row'
      span.outputKey = 'o'
      span.attributes = new Map([['o', `row ${run} 4711`]])
    } else if (at % 4 === 1) {
      const toolCalls = [{ id: `c${run}`, name: 'find_row', arguments: '{}' }]
      span.outputMessages = [{ role: 'assistant', text: '', toolCalls }]
    } else if (at % 4 === 3) {
      span.outputMessages = [{ role: 'assistant', text: `I will use find_row to see 98765 and W${run}xyz77` }]
    }
    return span
  })
}

/** A chain of runs in which everything fails, one output of 25 MB, and an answer of 25 MB at the end. */
function hostileSpans(): Span[] {
  const offered = JSON.stringify([
    {
      name: 'tool1',
      parameters: {
        type: 'object',
        properties: { q: { type: 'string', pattern: '^(a+)+$' } },
        required: ['q'],
      },
    },
  ])
  const history: Message[] = Array.from({ length: 2000 }, (_, at) => ({
    role: at % 2 === 0 ? 'user' : 'assistant',
    text: TRAPS[at % TRAPS.length]!,
  }))
  return Array.from({ length: SPANS }, (_, at) => {
    const span = emptySpan('t', `s${at}`)
    span.parentSpanId = at === 0 ? null : `s${Math.max(0, at - 1 - (at % 50))}`
    span.kind = (['agent', 'llm', 'tool', 'chain', 'tool', 'llm', 'other', 'retrieval'] as const)[at % 8]!
    span.name = `n${at % 100}`
    span.agentName = span.kind === 'agent' ? `agent${at % 3}` : null
    span.startUs = at
    span.durationNs = 1e9
    span.status = at % 3 === 0 ? 'error' : 'unset'
    span.statusMessage = at % 3 === 0 ? `${TRAPS[at % TRAPS.length]!} ${at}` : null
    span.toolName = span.kind === 'tool' ? `tool${at % 7}` : null
    span.inputKey = 'i'
    span.outputKey = 'o'
    span.attributes = new Map([
      ['i', `{"q":"${'a'.repeat(30)}!","n":${at % 5}}`],
      ['o', at === SPANS >> 1 ? `{"x":"${'\\"{['.repeat(TEXT / 8)}` : TRAPS[at % TRAPS.length]!],
      ['gen_ai.tool.definitions', offered],
    ])
    if (span.kind !== 'llm') return span
    const text = at > SPANS - 9 ? '12,345 and W9 '.repeat(TEXT / 28) : TRAPS[at % TRAPS.length]!
    span.inputMessages = history
    span.outputMessages = [
      {
        role: 'assistant',
        text,
        toolCalls:
          at % 2 === 0
            ? [{ id: `c${at}`, name: 'tool1', arguments: '{"q":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"}' }]
            : [],
      },
    ]
    return span
  })
}
