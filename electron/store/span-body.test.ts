import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Double, SplitText, type AttributeValue } from '../../shared/model/attribute.ts'
import { emptySpan, type Span } from '../../shared/model/span.ts'
import { importInto } from '../testing/store-import.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { openReader } from './connection.ts'
import { readSpans, readTrace } from './trace-reader.ts'

const LONG = 'a text of some length, repeated. '.repeat(20)

function storedAndRead(...spans: Span[]): Span[] {
  const path = join(temporaryFolder(), 'w.tidemark')
  importInto(path, 'one', { spans })
  const reader = openReader(path)
  try {
    return readSpans(reader, 1)
  } finally {
    reader.close()
  }
}

function spanWith(values: Record<string, AttributeValue> | Map<string, AttributeValue>): Span {
  const span = emptySpan('t', 's')
  span.attributes = values instanceof Map ? values : new Map(Object.entries(values))
  return span
}

test('every type of attribute comes back as what it was, in the order of the source', () => {
  const span = spanWith(
    new Map<string, AttributeValue>([
      ['__proto__', 'a key like any other'],
      ['10', 1],
      ['9', 1.5],
      ['string', 'short'],
      ['long', LONG],
      ['empty', ''],
      ['nul', 'a\0b'],
      ['double', new Double(5)],
      ['not a number', Number.NaN],
      ['double not a number', new Double(Number.NaN)],
      ['infinite', Number.NEGATIVE_INFINITY],
      ['minus zero', -0],
      ['double minus zero', new Double(-0)],
      ['big', 12345678901234567890n],
      ['true', true],
      ['null', null],
      ['bytes', new Uint8Array([0, 255, 128])],
      ['many bytes', new Uint8Array(1000).fill(7)],
      ['list', ['a', 1, [LONG, null], new Map([['__proto__', new Double(1)]])]],
      [
        'map',
        new Map<string, AttributeValue>([
          ['z', 1],
          ['a', new Map([['deep', LONG]])],
        ]),
      ],
      ['split', new SplitText('[ ', [LONG, 'short', `${LONG}!`, LONG, '{}'], ' , ', ' ]')],
    ]),
  )
  const [read] = storedAndRead(span)
  expect(read).toStrictEqual(span)
  expect([...(read?.attributes.keys() ?? [])]).toEqual([...span.attributes.keys()])
  expect(Object.is(read?.attributes.get('minus zero'), -0)).toBe(true)
})

test('every field of a span comes back, absent ones as null', () => {
  const full: Span = {
    ...spanWith({ a: 1 }),
    parentSpanId: 'p',
    name: 'chat',
    kind: 'llm',
    otelKind: 3,
    startUs: 1_772_000_000_000_001,
    startSubNs: 999,
    durationNs: -5,
    status: 'error',
    statusMessage: LONG,
    errorType: 'Timeout',
    service: 'booking',
    modelRequested: 'm',
    modelAnswered: 'n',
    provider: 'openai',
    finishReason: 'stop',
    inputTokens: 0,
    outputTokens: 5,
    cachedTokens: 2,
    costUsd: 0.001,
    toolName: 'search',
    toolCallId: 'c',
    requestedBy: 'user',
    agentName: 'agent',
    sessionId: 'session',
    userId: '',
    environment: 'production',
    promptVersion: '3',
    inputKey: 'in',
    outputKey: 'out',
    inputMessages: [
      { role: 'user', text: LONG },
      { role: 'assistant', text: '', toolCalls: [{ id: null, name: 'f', arguments: '{' }] },
    ],
    outputMessages: [{ role: 'assistant', text: 'done', reasoning: 'because' }],
    events: [{ name: 'exception', atUs: 5, atSubNs: 6, attributes: new Map([['exception.message', LONG]]) }],
    links: [{ traceId: 't2', spanId: 's2', attributes: new Map([['why', 'retry']]) }],
    resource: {
      attributes: new Map<string, AttributeValue>([
        ['service.name', 'booking'],
        ['long', LONG],
      ]),
    },
    scope: { name: 'lib', version: '1', attributes: new Map([['k', new Double(2)]]) },
    extra: new Map([['flags', 257]]),
    syntheticTime: true,
  }
  const bare = { ...emptySpan('t', 'bare'), startUs: 2_000_000_000_000_000 }
  expect(storedAndRead(full, bare)).toStrictEqual([full, bare])
})

test('half of a surrogate pair survives in payloads, messages, names and ids', () => {
  const half = `\ud800${LONG}\udfff`
  const span = {
    ...spanWith({ short: '\ud800', long: half }),
    name: 'n\udc00',
    toolName: '\ud800',
    spanId: 'id\ud800',
  }
  span.inputMessages = [{ role: 'user', text: half }]
  span.attributes.set('split', new SplitText('[', [half, `${LONG}\ufffd`], ',', ']'))
  expect(storedAndRead(span)).toStrictEqual([span])
})

test('two texts that differ only in a broken character stay two', () => {
  const spans = ['\ud800', '\udbff', '\ufffd'].map((broken, index) =>
    Object.assign(spanWith({ text: LONG + broken }), { spanId: `s${index}`, startUs: index }),
  )
  expect(storedAndRead(...spans)).toStrictEqual(spans)
})

test('text beyond one block, in any script, comes back whole', () => {
  const spans = ['x', 'é', '漢', '😀'].map((character, index) => {
    const span = spanWith({ text: character.repeat(200_000), other: character.repeat(300) })
    return Object.assign(span, { spanId: `s${index}`, startUs: index })
  })
  expect(storedAndRead(...spans)).toStrictEqual(spans)
})

test('values nested as deep as importers let pass are kept', () => {
  let value: AttributeValue = 'bottom'
  for (let depth = 0; depth < 200; depth += 1) value = depth % 2 === 0 ? [value] : new Map([['k', value]])
  const span = spanWith({ value })
  expect(storedAndRead(span)).toStrictEqual([span])
})

test('a message that repeats is one object, and a payload is only looked up when asked for', () => {
  const path = join(temporaryFolder(), 'w.tidemark')
  const message = { role: 'user', text: LONG }
  const first = { ...spanWith({ input: LONG }), inputMessages: [message], inputKey: 'input' }
  const second = { ...emptySpan('t', 's2'), startUs: 1, inputMessages: [{ ...message }] }
  importInto(path, 'one', { spans: [first, second] })
  const reader = openReader(path)
  const [a, b] = readTrace(reader, 1).spans
  expect(a?.inputMessages()[0]).toBe(b?.inputMessages()[0])
  expect(a?.inputText()).toBe(LONG)
  expect(b?.inputText()).toBeNull()
  expect(a?.attribute('absent')).toBeUndefined()
  expect([...(a?.attributeKeys() ?? [])]).toEqual(['input'])
  reader.close()
})
