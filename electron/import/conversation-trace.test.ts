import { expect, test } from 'vitest'
import type { Message } from '../../shared/model/message.ts'
import type { Span } from '../../shared/model/span.ts'
import { ConversationTrace, type ConversationFacts } from './conversation-trace.ts'

const at = (seconds: number) => ({ us: seconds * 1e6, subNs: 0 })
const user = (text: string): Message => ({ role: 'user', text })
const assistant = (text: string, ...tools: string[]): Message => ({
  role: 'assistant',
  text,
  ...(tools.length > 0 && {
    toolCalls: tools.map((name, index) => ({ id: `call_${index}`, name, arguments: '{}' })),
  }),
})

const event = (name: string) => ({ name, atUs: 0, atSubNs: 0, attributes: new Map() })
const none = (): void => undefined

function run(facts: Partial<ConversationFacts>, tell: (trace: ConversationTrace) => void): Span[] {
  const spans: Span[] = []
  const out = {
    span: (span: Span) => void spans.push(span),
    score: none,
    alias: none,
    reject: none,
    skip: none,
    note: none,
  }
  const trace = new ConversationTrace({ traceId: 't', ...facts }, out)
  tell(trace)
  trace.end()
  return spans
}

test('an answer is an llm span with all that was said before as its input, a tool call a span below it', () => {
  const spans = run({ modelRequested: 'm' }, (trace) => {
    trace.hear(user('hi'))
    trace.answerOf(assistant('let me look', 'search'), { inputTokens: 5 })
    trace.answerTool({ toolCallId: 'call_0', result: 'found' })
    trace.answerOf(assistant('done'))
  })
  expect(
    spans.map(({ kind, name, parentSpanId, inputTokens }) => [kind, name, parentSpanId, inputTokens]),
  ).toEqual([
    ['llm', 'chat m', null, 5],
    ['tool', 'search', spans[0]?.spanId, null],
    ['llm', 'chat m', null, null],
  ])
  expect(spans[2]?.inputMessages).toEqual([
    user('hi'),
    assistant('let me look', 'search'),
    { role: 'tool', text: 'found', toolCallId: 'call_0', name: 'search' },
  ])
  expect(spans[2]?.inputMessages[0]).toBe(spans[0]?.inputMessages[0])
  expect(spans[1]?.attributes.get('gen_ai.tool.call.result')).toBe('found')
})

test('call ids that come again in every turn are told apart, and each call gets its own answer', () => {
  const spans = run({}, (trace) => {
    for (const answer of ['one', 'two']) {
      trace.answerOf(assistant('', 'search'))
      trace.answerTool({ toolCallId: 'call_0', result: answer })
    }
  })
  const tools = spans.filter(({ kind }) => kind === 'tool')
  expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(4)
  expect(tools.map(({ attributes }) => attributes.get('gen_ai.tool.call.result'))).toEqual(['one', 'two'])
  expect(tools.map(({ toolCallId }) => toolCallId)).toEqual(['call_0', 'call_0'])
})

test('without a clock the order is kept and the time is marked as made up', () => {
  const spans = run({}, (trace) => {
    trace.hear(user('hi'))
    trace.answerOf(assistant('', 'a', 'b'))
    trace.answerTool({ result: 'x' })
    trace.answerTool({ result: 'y' })
    trace.answerOf(assistant('bye'))
  })
  expect(spans.map(({ name }) => name)).toEqual(['chat', 'a', 'b', 'chat'])
  expect(spans.every(({ syntheticTime, durationNs }) => syntheticTime && durationNs === null)).toBe(true)
  expect(spans.map(({ startUs }) => startUs)).toEqual(
    spans.map(({ startUs }) => startUs).toSorted((a, b) => a - b),
  )
})

test('a run of which only the start is known keeps its steps within that start', () => {
  const spans = run({ startedAt: at(100) }, (trace) => {
    trace.answerOf(assistant('one'))
    trace.answerOf(assistant('two'))
  })
  expect(spans.map(({ startUs, syntheticTime, durationNs }) => [startUs, syntheticTime, durationNs])).toEqual(
    [
      [100_000_000, false, null],
      [100_000_001, false, null],
    ],
  )
})

test('a call lasts from what was said before it to its answer, a tool from its call to its result', () => {
  const spans = run({}, (trace) => {
    trace.hear(user('hi'), { at: at(10) })
    trace.answerOf(assistant('', 'search'), { at: at(13) })
    trace.answerTool({ toolCallId: 'call_0', result: 'x', at: at(14) })
  })
  expect(spans.map(({ startUs, durationNs }) => [startUs / 1e6, durationNs])).toEqual([
    [10, 3e9],
    [13, 1e9],
  ])
})

test('times that run backwards give no duration', () => {
  const [span] = run({}, (trace) => {
    trace.hear(user('hi'), { at: at(10) })
    trace.answerOf(assistant('x'), { at: at(9) })
  })
  expect(span).toMatchObject({ startUs: 9e6, durationNs: null, syntheticTime: false })
})

test('what is said after the last answer, and calls without an answer, are not lost', () => {
  const spans = run({}, (trace) => {
    trace.answerOf(assistant('', 'search'))
    trace.hear(user('stop!'), { rest: new Map([['reason', 'bored']]) })
  })
  expect(spans.map(({ kind }) => kind)).toEqual(['llm', 'tool'])
  expect(spans[0]?.events.map(({ attributes }) => Object.fromEntries(attributes))).toEqual([
    { role: 'user', reason: 'bored', text: 'stop!' },
  ])
})

test('a run in which nothing answered still says what was asked', () => {
  expect(run({}, (trace) => trace.hear(user('anyone?')))).toMatchObject([
    { kind: 'other', name: 'conversation', inputMessages: [user('anyone?')] },
  ])
})

test('a tool that the user calls hangs below no answer of the agent', () => {
  const spans = run({}, (trace) => {
    trace.answerOf(assistant('please toggle it'))
    trace.callTools({ ...assistant('', 'toggle'), role: 'user' })
    trace.answerTool({ toolCallId: 'call_0', result: 'ok' })
    trace.answerOf(assistant('thanks'))
  })
  expect(spans.map(({ kind, requestedBy, parentSpanId }) => [kind, requestedBy, parentSpanId])).toEqual([
    ['llm', null, null],
    ['tool', 'user', null],
    ['llm', null, null],
  ])
})

test('what happens beside the conversation stands at its step, how the run ended at the last', () => {
  const spans = run({}, (trace) => {
    trace.happen(event('began'))
    trace.answerOf(assistant('one'))
    trace.happen(event('waited'))
    trace.answerOf(assistant('two', 'search'))
    trace.end({ status: 'error', errorType: 'Timeout' })
  })
  expect(spans.map(({ status }) => status)).toEqual(['unset', 'error', 'unset'])
  expect(spans.map(({ events }) => events.map(({ name }) => name))).toEqual([['began', 'waited'], [], []])
})

test('a run that failed before anything was said is a span of its own', () => {
  const spans = run({}, (trace) => trace.end({ status: 'error', errorType: 'Timeout' }))
  expect(spans).toMatchObject([{ kind: 'other', name: 'conversation', status: 'error', inputMessages: [] }])
})
