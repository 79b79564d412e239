import { expect, test } from 'vitest'
import { readSpanRows, type SpanTable } from '../../shared/contract/span-table.ts'
import { Double, SplitText } from '../../shared/model/attribute.ts'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { traceDetailQueries } from './trace-detail-queries.ts'

const rowsOf = (table: SpanTable | null) => (table === null ? [] : readSpanRows(table))

const LONG = 'lorem '.repeat(20_000)

function open() {
  const spans = makeSpans(
    `agent booking
       llm chat gpt-4o -> gpt-4o-2024-08-06 in=10 out=5 provider=openai finish=stop
         > user: Find a flight
         < assistant: Looking.
         < call search {"to":"OSL"} id=c1
       tool search status=error message="upstream 503" error=HTTPError call=c1 input={"to":"OSL"} output="${LONG}"
         @exception exception.type=HTTPError`,
    't1',
  )
  const attributes = spans[0]?.attributes
  attributes?.set('a.bool', true)
  attributes?.set('a.int', 5)
  attributes?.set('a.big', 9_007_199_254_740_993n)
  attributes?.set('a.double', new Double(5))
  attributes?.set('a.float', 0.5)
  attributes?.set('a.null', null)
  attributes?.set('a.list', [1, 'b'])
  attributes?.set('a.bytes', new Uint8Array([1, 2]))
  attributes?.set('a.split', new SplitText('[', ['1', '2'], ',', ']'))
  const path = makeWorkspace(
    {
      march: [
        {
          path: '/d/a.jsonl',
          spans: [
            ...spans,
            ...makeSpans('tool search', 't2'),
            ...makeSpans('other GET input="a" output="b"', 't3'),
          ],
        },
      ],
    },
    (db) =>
      db.exec(`
        INSERT INTO category VALUES (1, 'tool_error', 1, 'F'), (2, 'latency', 1, 'S');
        INSERT INTO signature VALUES (1, 'tool_error', 'timeout');
        INSERT INTO finding(trace, category, current, span_id, class, signature, evidence) VALUES
          (1, 2, 1, 's1', 'S', 1, '[]'), (1, 1, 1, 's3', 'F', 1, '[{"spanId":"s3","path":"status","text":"error","start":null,"end":null}]'),
          (2, 1, 1, 's1', 'F', 1, '[]'), (1, 1, 0, 's1', 'F', 1, '[]');
        INSERT INTO rule_set VALUES (1, '["tool_error@1","latency@1","loop@3"]');
        INSERT INTO analysis SELECT id, 1, revision, 'ff-' FROM trace WHERE id = 1;
        INSERT INTO analysis SELECT id, 1, revision - 1, 'nnn' FROM trace WHERE id = 2`),
  )
  return traceDetailQueries(openForTest(path))
}

test('spans that the caller holds already are not sent again', () => {
  const queries = open()
  const { revision } = queries.get({ traceId: 't1' })
  expect(queries.get({ traceId: 't1', known: revision }).spans).toBeNull()
  expect(rowsOf(queries.get({ traceId: 't1', known: revision - 1 }).spans)).toHaveLength(3)
})

test('a trace comes whole, with its findings, failures first, and what could not be judged', () => {
  const detail = open().get({ traceId: 't1' })
  expect(detail.trace).toMatchObject({ traceId: 't1', spanCount: 3, categories: ['tool_error', 'latency'] })
  expect(
    rowsOf(detail.spans).map(({ spanId, parentSpanId, kind, status, model, tokens }) => [
      spanId,
      parentSpanId,
      kind,
      status,
      model,
      tokens,
    ]),
  ).toEqual([
    ['s1', null, 'agent', 'unset', null, null],
    ['s2', 's1', 'llm', 'unset', 'gpt-4o-2024-08-06', 15],
    ['s3', 's1', 'tool', 'error', null, null],
  ])
  expect(
    detail.findings.map(({ category, spanId, signatureTraces }) => [category, spanId, signatureTraces]),
  ).toEqual([
    ['tool_error', 's3', 2],
    ['latency', 's1', 2],
  ])
  expect(detail.findings[0]?.evidence).toEqual([
    { spanId: 's3', path: 'status', text: 'error', start: null, end: null },
  ])
  expect(detail).toMatchObject({ notEvaluable: ['loop'], analysed: true, scores: [] })
})

test('a trace that changed after its analysis counts as not analysed', () => {
  const queries = open()
  expect(queries.get({ traceId: 't2' }).analysed).toBe(false)
  expect(() => queries.get({ traceId: 'nothing' })).toThrow(expect.objectContaining({ code: 'not_found' }))
})

test('a span shows all it carries, typed, and its place in the source', () => {
  const queries = open()
  const { attributes, source } = queries.span({ traceId: 't1', spanId: 's1' })
  const typed = attributes
    .filter((row) => row.key.startsWith('a.'))
    .map(({ key, type, value }) => [key, type, value.text])
  expect(typed).toEqual([
    ['a.bool', 'bool', 'true'],
    ['a.int', 'int', '5'],
    ['a.big', 'int', '9007199254740993'],
    ['a.double', 'double', '5'],
    ['a.float', 'double', '0.5'],
    ['a.null', 'null', 'null'],
    ['a.list', 'json', '[1,"b"]'],
    ['a.bytes', 'bytes', 'AQI='],
    ['a.split', 'string', '[1,2]'],
  ])
  expect(source).toEqual({
    file: '/d/a.jsonl',
    sha256: 'ab'.repeat(32),
    format: 'otlp-json',
    line: 1,
    offset: null,
  })

  const tool = queries.span({ traceId: 't1', spanId: 's3' })
  expect(tool.span).toMatchObject({ statusMessage: 'upstream 503', errorType: 'HTTPError', toolCallId: 'c1' })
  expect(tool.events).toMatchObject([
    { name: 'exception', attributes: [{ key: 'exception.type', type: 'string' }] },
  ])
  const llm = queries.span({ traceId: 't1', spanId: 's2' })
  expect(llm.inputMessages).toMatchObject([{ role: 'user', text: { text: 'Find a flight', length: 13 } }])
  expect(llm.outputMessages[0]?.toolCalls).toMatchObject([
    { id: 'c1', name: 'search', arguments: { text: '{"to":"OSL"}' } },
  ])
  expect(llm.span).toMatchObject({
    provider: 'openai',
    finishReason: 'stop',
    inputTokens: 10,
    outputTokens: 5,
  })
})

test('a long payload is cut with its length told and comes in parts', () => {
  const queries = open()
  const { attributes, span } = queries.span({ traceId: 't1', spanId: 's3' })
  const output = attributes.find((row) => row.key === span.outputKey)
  expect([output?.value.text.length, output?.value.length]).toEqual([64_000, LONG.length])
  const part = queries.text({
    traceId: 't1',
    spanId: 's3',
    path: `attributes.${span.outputKey}`,
    from: 64_000,
    length: 100,
  })
  expect(part).toEqual({ text: LONG.slice(64_000, 64_100), length: LONG.length })
})

test('every path that evidence may name has its text', () => {
  const queries = open()
  const text = (spanId: string, path: string) =>
    queries.text({ traceId: 't1', spanId, path, from: 0, length: 100 }).text
  expect(text('s3', 'status')).toBe('error')
  expect(text('s3', 'status_message')).toBe('upstream 503')
  expect(text('s3', 'error_type')).toBe('HTTPError')
  expect(text('s3', 'name')).toBe('search')
  expect(text('s3', 'events.0.attributes.exception.type')).toBe('HTTPError')
  expect(text('s3', 'events.0.name')).toBe('exception')
  expect(text('s2', 'input_messages.0.text')).toBe('Find a flight')
  expect(text('s2', 'output_messages.0.tool_calls.0.arguments')).toBe('{"to":"OSL"}')
  expect(text('s2', 'model_answered')).toBe('gpt-4o-2024-08-06')
  for (const path of [
    'nothing',
    'attributes.none',
    'input_messages.9.text',
    'events.5.name',
    'constructor',
    'input_messages.0.__proto__',
  ])
    expect(() => text('s2', path)).toThrow(expect.objectContaining({ code: 'not_found' }))
})

test('a conversation comes in parts, and anew when the trace has changed', () => {
  const queries = open()
  const whole = queries.conversation({ traceId: 't1', offset: 0, limit: 100 })
  expect(whole.turns.map((turn) => turn.kind)).toEqual(['message', 'message', 'tool_call', 'tool_result'])
  const part = queries.conversation({ traceId: 't1', offset: 2, limit: 1 })
  expect(part).toEqual({ total: 4, turns: whole.turns.slice(2, 3) })
  expect(queries.conversation({ traceId: 't2', offset: 0, limit: 9 }).total).toBe(0)
  expect(queries.conversation({ traceId: 't3', offset: 0, limit: 9 }).total).toBe(2)
})

test('every turn of a conversation can be read in full at its path', () => {
  const queries = open()
  for (const { spanId, path, text } of queries.conversation({ traceId: 't1', offset: 0, limit: 100 }).turns) {
    const part = queries.text({ traceId: 't1', spanId, path, from: 0, length: 256_000 })
    expect(part.text.slice(0, 8000) === text.text).toBe(true)
  }
})
