import { writeFileSync } from 'node:fs'
import { type OtlpSpan, pair, spanLine } from '../../sample/otlp.ts'

export const LONG_TRACE = { id: 'f'.repeat(32), spans: 100_000 }

/** Steps under the root, calls under each step: as an agent that ran for a day. */
const CALLS_PER_STEP = 9
const START_NS = 1_776_000_000_000_000_000n
const CALL_NS = 400_000_000n
const SPANS_PER_LINE = 1000

/** Writes one trace of 100,000 spans as OTLP lines: a root, steps of one model call and tool calls. */
export function writeLongTrace(file: string): void {
  const spans = Array.from({ length: LONG_TRACE.spans }, (_, index) => spanOf(index))
  const lines: string[] = []
  for (let from = 0; from < spans.length; from += SPANS_PER_LINE)
    lines.push(spanLine('long-runner', 'bench', spans.slice(from, from + SPANS_PER_LINE)))
  writeFileSync(file, `${lines.join('\n')}\n`)
}

function spanOf(index: number): OtlpSpan {
  const step = index - ((index - 1) % (CALLS_PER_STEP + 1))
  const isStep = index === 0 || index === step
  const operation = index === 0 ? 'invoke_agent' : isStep ? 'chat' : 'execute_tool'
  const length = index === 0 ? BigInt(LONG_TRACE.spans) : isStep ? BigInt(CALLS_PER_STEP + 1) : 1n
  const start = START_NS + BigInt(index) * CALL_NS
  return {
    traceId: LONG_TRACE.id,
    spanId: idOf(index),
    parentSpanId: index === 0 ? '' : isStep ? idOf(0) : idOf(step),
    name: index === 0 ? 'long run' : isStep ? `step ${Math.ceil(index / (CALLS_PER_STEP + 1))}` : 'look_up',
    kind: 1,
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + length * CALL_NS),
    attributes: [
      pair('gen_ai.operation.name', operation),
      ...(operation === 'execute_tool' ? [pair('gen_ai.tool.name', 'look_up')] : []),
    ],
    status: index % 997 === 996 ? { code: 2, message: 'it took too long' } : {},
  }
}

function idOf(index: number): string {
  return (index + 1).toString(16).padStart(16, '0')
}
