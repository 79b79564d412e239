import { expect, test } from 'vitest'
import { emptySpan } from '../../shared/model/span.ts'
import { FIXTURE_START_US, makeSpans, makeTrace, traceFromSpans } from './make-trace.ts'

const named = (id: string, parent: string | null, startUs: number) => ({
  ...emptySpan('t', id),
  parentSpanId: parent,
  startUs,
})

test('indentation becomes the tree, and every line a span that lasts until its last descendant has ended', () => {
  const trace = makeTrace(`
    agent booking
      llm chat gpt-4.1 -> gpt-4.1-2025-04-14 finish=length in=1200 out=400
      chain step one
        tool search_flights status=ok output={"ok":false,"error":"upstream 503"}
  `)
  expect(trace.spans.map((span) => [span.kind, span.name, span.parent?.name ?? null])).toEqual([
    ['agent', 'booking', null],
    ['llm', 'chat', 'booking'],
    ['chain', 'step one', 'booking'],
    ['tool', 'search_flights', 'step one'],
  ])
  const [agent, llm, , tool] = trace.spans
  expect(llm).toMatchObject({
    modelRequested: 'gpt-4.1',
    modelAnswered: 'gpt-4.1-2025-04-14',
    finishReason: 'length',
    inputTokens: 1200,
    outputTokens: 400,
  })
  expect(tool?.outputText()).toBe('{"ok":false,"error":"upstream 503"}')
  expect(tool?.attribute('output.value')).toBe('{"ok":false,"error":"upstream 503"}')
  const end = (span: typeof agent): number => span!.startUs + (span!.durationNs ?? 0) / 1000
  expect(end(agent)).toBeGreaterThan(end(tool))
})

test('messages, tool calls, tool answers and events hang under their span', () => {
  const [span] = makeSpans(`
    llm chat
      > user: Find me a flight: soon
      > tool c0: "two\\nlines"
      < assistant: Looking.
      < call search {"to":"OSL"} id=c1
      < call plain
      @exception exception.type=TimeoutError exception.message="took too long"
  `)
  expect(span?.inputMessages).toEqual([
    { role: 'user', text: 'Find me a flight: soon' },
    { role: 'tool', text: 'two\nlines', toolCallId: 'c0' },
  ])
  expect(span?.outputMessages).toEqual([
    {
      role: 'assistant',
      text: 'Looking.',
      toolCalls: [
        { id: 'c1', name: 'search', arguments: '{"to":"OSL"}' },
        { id: null, name: 'plain', arguments: '' },
      ],
    },
  ])
  expect(span?.events[0]?.name).toBe('exception')
  expect(span?.events[0]?.attributes.get('exception.message')).toBe('took too long')
})

test('fields set the span, every other key is an attribute of the type it is written in', () => {
  const [span] = makeSpans(
    'tool read status=error message="no file" error=ENOENT at=250 ms=null call=c9 by=user http.status_code=404 a.b=true c.d="5" e.f:text=7',
  )
  expect(span).toMatchObject({
    status: 'error',
    statusMessage: 'no file',
    errorType: 'ENOENT',
    startUs: FIXTURE_START_US + 250_000,
    durationNs: null,
    toolCallId: 'c9',
    requestedBy: 'user',
  })
  expect([...(span?.attributes ?? [])]).toEqual([
    ['http.status_code', 404],
    ['a.b', true],
    ['c.d', '5'],
    ['e.f', '7'],
  ])
})

test('a line that means nothing is refused', () => {
  expect(() => makeTrace('toll search')).toThrow('not a span kind')
  expect(() => makeTrace('tool search output={"a":1')).toThrow('bracket stays open')
  expect(() => makeTrace('> user: hello')).toThrow('no span above')
})

test('spans come in order of start time, orphans are roots, and a cycle is cut without losing a span', () => {
  const trace = traceFromSpans([
    named('late', 'a', 30),
    named('a', 'b', 10),
    named('b', 'a', 20),
    named('orphan', 'gone', 5),
    named('self', 'self', 6),
  ])
  expect(trace.spans.map((span) => span.spanId)).toEqual(['orphan', 'self', 'a', 'b', 'late'])
  expect(trace.roots.map((span) => span.spanId)).toEqual(['orphan', 'self', 'b'])
  expect(trace.spans.find((span) => span.spanId === 'late')?.parent?.spanId).toBe('a')
})
