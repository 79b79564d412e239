import { SplitText } from '../../shared/model/attribute.ts'
import type { Message } from '../../shared/model/message.ts'
import { emptySpan, type Resource, type Scope, type Span } from '../../shared/model/span.ts'

const START_US = 1_772_000_000_000_000
const SECOND_US = 1_000_000

/** A repeatable source of numbers below 1 (mulberry32). */
export function repeatable(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface InventedOptions {
  /** Traces `from` to `to` - 1; the same number is the same trace in every call. */
  from: number
  to: number
  calls?: number
}

/** Traces of an agent that repeats its whole history in every call, in the order an exporter writes them. */
export function* inventSpans({ from, to, calls = 3 }: InventedOptions): Generator<Span> {
  const resource: Resource = { attributes: new Map([['service.name', 'booking']]) }
  const scope: Scope = { name: 'agent', version: '1.0', attributes: new Map() }
  for (let number = from; number < to; number += 1) yield* inventTrace(number, calls, resource, scope)
}

function inventTrace(number: number, calls: number, resource: Resource, scope: Scope): Span[] {
  const random = repeatable(number)
  const traceId = `trace-${number}`
  const rootId = `root-${number}`
  const spans: Span[] = []
  const history: Message[] = [
    { role: 'system', text: `You book flights. ${'Be brief. '.repeat(30)}` },
    { role: 'user', text: `Question ${number}: ${'which flight is the cheapest? '.repeat(8)}` },
  ]
  const startUs = START_US + number * 60 * SECOND_US
  for (let call = 0; call < calls; call += 1) {
    const answer: Message = {
      role: 'assistant',
      text: `Answer ${call} of ${number}. ${'word '.repeat(Math.floor(random() * 80))}`,
    }
    const llm = child(traceId, `llm-${number}-${call}`, rootId, startUs + (call * 2 + 1) * SECOND_US)
    Object.assign(llm, {
      kind: 'llm',
      name: 'chat',
      modelRequested: 'gpt-4.1',
      modelAnswered: 'gpt-4.1-2025-04-14',
    })
    Object.assign(llm, { provider: 'openai', inputTokens: 100 * (call + 1), outputTokens: 20, costUsd: 0.25 })
    llm.inputMessages = [...history]
    llm.outputMessages = [answer]
    llm.attributes.set('input.messages', splitOf(history))
    llm.attributes.set('output.messages', splitOf([answer]))
    const tool = child(traceId, `tool-${number}-${call}`, rootId, startUs + (call * 2 + 2) * SECOND_US)
    Object.assign(tool, {
      kind: 'tool',
      name: 'search',
      toolName: 'search',
      toolCallId: `call-${number}-${call}`,
    })
    tool.outputKey = 'result'
    const result = `Result ${number}/${call}: ${'flight '.repeat(40)}`
    tool.attributes.set('result', result)
    if (random() < 0.1) tool.status = 'error'
    spans.push(llm, tool)
    history.push(answer, {
      role: 'tool',
      text: result,
      toolCallId: `call-${number}-${call}`,
    })
  }
  const root = child(traceId, rootId, null, startUs)
  Object.assign(root, {
    kind: 'agent',
    name: 'booking run',
    agentName: 'booking',
    durationNs: (calls * 2 + 2) * 1e9,
  })
  Object.assign(root, {
    sessionId: `session-${number >> 1}`,
    userId: 'u-1',
    environment: 'production',
    promptVersion: '7',
  })
  for (const span of [...spans, root]) Object.assign(span, { resource, scope })
  return [...spans, root]
}

function child(traceId: string, spanId: string, parentSpanId: string | null, startUs: number): Span {
  const span = emptySpan(traceId, spanId)
  Object.assign(span, {
    parentSpanId,
    startUs,
    startSubNs: 7,
    durationNs: 500_000_000,
    status: 'ok',
    service: 'booking',
  })
  span.attributes.set('note', `of ${spanId}`)
  return span
}

function splitOf(messages: readonly Message[]): SplitText {
  return new SplitText(
    '[',
    messages.map((message) => JSON.stringify(message)),
    ',',
    ']',
  )
}
