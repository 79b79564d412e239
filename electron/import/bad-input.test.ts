import { expect, test } from 'vitest'
import { readWith, sourceOf, collectingSink, probeOf } from '../testing/importing.ts'
import { detectImporter } from './detect.ts'
import { jaeger } from './importers/jaeger/index.ts'
import { nestedOtel } from './importers/nested-otel/index.ts'
import { otlpJson } from './importers/otlp-json/index.ts'

const TRACE = '0af7651916cd43dd8448eb211c80319c'

function span(id: number, more = ''): string {
  return `{"traceId":"${TRACE}","spanId":"${id.toString(16).padStart(16, '0')}","name":"s${id}","startTimeUnixNano":"1767225600000000000","endTimeUnixNano":"1767225600000001000"${more}}`
}
function batch(...spans: string[]): string {
  return `{"resourceSpans":[{"scopeSpans":[{"spans":[${spans.join(',')}]}]}]}`
}
function attribute(value: string): string {
  return `,"attributes":[{"key":"x","value":{"stringValue":${value}}}]`
}

test('broken lines are rejected with their line; the others are kept', async () => {
  const lines = [
    batch(span(1)),
    batch(span(2)).slice(0, -9),
    batch(span(3)),
    'not json',
    `${batch(span(4)).slice(0, -1)},}`,
    batch(span(5)),
  ]
  const got = await readWith(otlpJson, lines.join('\r\n'))
  expect(got.spans.map(({ name }) => name)).toEqual(['s1', 's3', 's5'])
  expect(got.rejected.map(({ reason, place }) => [place.line, reason])).toEqual([
    [2, 'The line is not valid JSON.'],
    [4, 'The line is not valid JSON.'],
    [5, 'The line is not valid JSON.'],
  ])
})

test('merge-conflict markers between lines are told by name', async () => {
  const text = [
    batch(span(1)),
    '<<<<<<< HEAD',
    batch(span(2)),
    '=======',
    batch(span(3)),
    '>>>>>>> theirs',
    '',
  ].join('\n')
  const got = await readWith(otlpJson, text)
  expect(got.spans).toHaveLength(3)
  expect(got.rejected.map(({ reason, place }) => [place.line, reason])).toEqual([
    [2, 'There is a merge-conflict marker here.'],
    [4, 'There is a merge-conflict marker here.'],
    [6, 'There is a merge-conflict marker here.'],
  ])
})

test('a document with conflict markers and a trailing comma gives what can be read around them', async () => {
  const text = `{\n "resourceSpans": [\n {"scopeSpans":[{"spans":[\n${span(1)},\n<<<<<<< HEAD\n${span(2)}\n=======\n${span(3)},\n>>>>>>> theirs\n]}]},\n]}\n`
  const got = await readWith(otlpJson, text)
  expect(got.spans.map(({ name }) => name)).toEqual(['s1', 's2', 's3'])
  expect(got.rejected.map(({ reason }) => reason)).toEqual(
    Array.from({ length: 3 }, () => 'There is a merge-conflict marker here.'),
  )
  expect(got.rejected[0]?.place).toEqual({ offset: text.indexOf('<<<') })
  expect(got.notes).toHaveLength(1)
})

test('a document that breaks off gives every whole span, and says that it breaks off', async () => {
  const text = batch(span(1), span(2), span(3))
  const got = await readWith(otlpJson, text.slice(0, text.indexOf('"s3"')))
  expect(got.spans.map(({ name }) => name)).toEqual(['s1', 's2'])
  expect(got.rejected).toEqual([
    { reason: 'The file ends in the middle of a record.', place: { offset: text.indexOf(span(3)) } },
  ])
})

test('when the source fails midway, the records before are kept and the failure is passed on', async () => {
  const { sink, got } = collectingSink()
  const good = sourceOf(`${batch(span(1))}\n${batch(span(2))}\n${batch(span(3)).slice(0, 40)}`)
  const failing = {
    ...good,
    async *bytes() {
      yield* good.bytes()
      throw new Error('cut')
    },
  }
  await expect(otlpJson.read(failing, sink)).rejects.toThrow('cut')
  expect(got.spans.map(({ name }) => name)).toEqual(['s1', 's2'])
  expect(got.rejected).toHaveLength(1)
})

test('bytes that are not UTF-8 are replaced, noted with their line, and the record is kept', async () => {
  const bad = Buffer.from(batch(span(2, attribute('"a?b"'))))
  bad[bad.indexOf('?')] = 0xff
  const bytes = Buffer.concat([Buffer.from(`${batch(span(1))}\n`), bad, Buffer.from(`\n${batch(span(3))}\n`)])
  for (const chunk of [5, 1000]) {
    const got = await readWith(otlpJson, bytes, chunk)
    expect(got.spans).toHaveLength(3)
    expect(got.spans[1]?.attributes.get('x')).toBe('a\ufffdb')
    expect(got.notes).toEqual([
      {
        reason: 'There are bytes that are not UTF-8; they were replaced.',
        place: { line: 2, offset: batch(span(1)).length + 1 },
      },
    ])
  }
})

test.each(['utf-16le', 'utf-16be', 'utf-8 with a mark'])('a file in %s is read', async (encoding) => {
  const text = `\ufeff${batch(span(1, attribute('"Gezeiten – 潮"')))}\n${batch(span(2))}\n`
  const bytes = encoding.startsWith('utf-8') ? Buffer.from(text) : Buffer.from(text, 'utf16le')
  if (encoding === 'utf-16be') bytes.swap16()
  expect(detectImporter(probeOf(bytes)).importer?.id).toBe('otlp-json')
  const got = await readWith(otlpJson, bytes, 11)
  expect(got.rejected).toEqual([])
  expect(got.spans.map(({ attributes }) => attributes.get('x'))).toEqual(['Gezeiten – 潮', undefined])
})

test('a line of 100 MB is rejected with its place and never held; the lines around it are kept', async () => {
  const filler = Buffer.alloc(1024 * 1024, 'x')
  const source = {
    ...sourceOf(''),
    async *bytes() {
      yield Buffer.from(`${batch(span(1))}\n{"resourceSpans":"`)
      for (let i = 0; i < 100; i++) yield filler
      yield Buffer.from(`"}\n${batch(span(2))}\n`)
    },
  }
  const { sink, got } = collectingSink()
  await otlpJson.read(source, sink)
  expect(got.spans.map(({ name }) => name)).toEqual(['s1', 's2'])
  expect(got.rejected).toEqual([
    { reason: 'The line is longer than 64 MB.', place: { line: 2, offset: batch(span(1)).length + 1 } },
  ])
})

test.each([300, 5000, 100_000])('attributes nested %i levels deep are cut, not followed', async (depth) => {
  const deep = `,"attributes":[{"key":"x","value":${'{"arrayValue":{"values":['.repeat(depth)}${']}}'.repeat(depth)}}]`
  const got = await readWith(otlpJson, `${batch(span(1, deep))}\n${batch(span(2))}\n`)
  expect(got.spans).toHaveLength(2)
  expect(got.notes.map(({ reason }) => reason)).toEqual([
    'An attribute was nested deeper than 200 levels and was cut there.',
  ])
})

test('brackets without end neither crash nor hang', async () => {
  for (const open of ['[', '{"a":', '{"spans":[', '{"resourceSpans":[']) {
    for (const importer of [otlpJson, jaeger, nestedOtel]) {
      const got = await readWith(importer, open.repeat(100_000))
      expect(got.spans).toEqual([])
      expect(got.rejected.length).toBeGreaterThan(0)
    }
  }
})

test('the last of two equal members counts, __proto__ is a name like any other, and nothing is polluted', async () => {
  const text = batch(
    span(
      1,
      `,"name":"later","__proto__":{"polluted":true},"attributes":[{"key":"__proto__","value":{"stringValue":"kept"}},{"key":"constructor","value":{"kvlistValue":{"values":[{"key":"prototype","value":{"boolValue":true}}]}}}]`,
    ),
  )
  const [read] = (await readWith(otlpJson, text)).spans
  expect(read?.name).toBe('later')
  expect(read?.attributes.get('__proto__')).toBe('kept')
  expect('polluted' in {}).toBe(false)
})

test('lone surrogates and NUL characters are kept as they are', async () => {
  const [read] = (await readWith(otlpJson, batch(span(1, attribute('"a\\ud800b\\u0000c"'))))).spans
  expect(read?.attributes.get('x')).toBe('a\ud800b\u0000c')
})

test('numbers beyond 2^53 and times to the nanosecond are exact, quoted or not', async () => {
  const text = `{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"${TRACE}","spanId":"1","startTimeUnixNano":1785000000000000001,"endTimeUnixNano":"1785000000000000999","attributes":[{"key":"a","value":{"intValue":9007199254740993}},{"key":"b","value":{"intValue":"-9223372036854775808"}},{"key":"c","value":{"doubleValue":1e400}}]}]}]}]}`
  const [read] = (await readWith(otlpJson, text)).spans
  expect([read?.startUs, read?.startSubNs, read?.durationNs]).toEqual([1785000000000000, 1, 998])
  expect([...(read?.attributes.values() ?? [])]).toEqual([
    9007199254740993n,
    -(2n ** 63n),
    Number.POSITIVE_INFINITY,
  ])
})

test('a negative duration stays as the source has it', async () => {
  const text = batch(span(1)).replace(
    '"endTimeUnixNano":"1767225600000001000"',
    '"endTimeUnixNano":"1767225599999999000"',
  )
  expect((await readWith(otlpJson, text)).spans[0]?.durationNs).toBe(-1000)
})

test('records that hold no spans are rejected with what is missing', async () => {
  const got = await readWith(
    otlpJson,
    `{"foo":1}\n${batch('7', '{}', '{"traceId":"a","spanId":"b","startTimeUnixNano":"soon"}')}\n{}\n`,
  )
  expect(got.rejected.map(({ reason }) => reason)).toEqual([
    'The record holds no spans: neither resourceSpans nor batches.',
    'There is something other than a span where a span should be.',
    'The span has no trace id.',
    'The span has a time that is no count of nanoseconds.',
  ])
  expect(got.skipped).toEqual([
    { reason: 'The record is empty.', place: { line: 3, offset: expect.any(Number) as number }, count: 1 },
  ])
})

test('a list of search results is refused with the way out', async () => {
  const text =
    '{"traces":[{"traceID":"1f","rootServiceName":"shop","startTimeUnixNano":"1767225600000000000","durationMs":3}]}'
  expect(detectImporter(probeOf(text)).importer?.id).toBe('otlp-json')
  expect((await readWith(otlpJson, text)).rejected[0]?.reason).toMatch(/download the traces themselves/)
})

test.each([
  ['prose', 'Dear all, "resourceSpans" is a word.'],
  ['a list of problems', '{"errors":[{"code":"x","path":"ab","detail":"span_id"}],"scores":[]}'],
  ['a payload that quotes an export', JSON.stringify({ role: 'user', content: batch(span(1)) })],
])('%s is no known format', (_, text) => {
  const { importer, tried } = detectImporter(probeOf(text))
  expect(importer).toBeNull()
  expect(tried).toContain('Jaeger JSON')
})
