import { readFileSync } from 'node:fs'
import { zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { isJsonObject, listOf } from '../../json-value.ts'
import { otlpJson } from '../otlp-json/index.ts'
import { checkFixture, probeOf, readWith, type Collected } from '../../../testing/importing.ts'
import { detectImporter } from '../../detect.ts'
import { otlpProtobuf } from './index.ts'
import { PROTOBUF_REASONS, ResourceLogs, ResourceSpans } from './schema.ts'

const LINES = readFileSync(new URL('../otlp-json/fixtures/collector.jsonl', import.meta.url), 'utf8')
  .split('\n')
  // One line is broken on purpose; enums stand as names.
  .filter((line) => line.endsWith('}'))
  .map((line) => line.replace('"SPAN_KIND_SERVER"', '2').replace('"STATUS_CODE_ERROR"', '2'))
const JSONL = LINES.join('\n')
const DOCUMENTS = LINES.map((line): unknown => JSON.parse(line)).filter(isJsonObject)

/** Ids as bytes, as they are on the wire; the rest is what JSON says. */
function withBytes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withBytes)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => {
      if (/^(traceId|spanId|parentSpanId)$/.test(key) && typeof held === 'string')
        return [key, Buffer.from(held, 'hex')]
      if (key === 'bytesValue' && typeof held === 'string') return [key, Buffer.from(held, 'base64')]
      return [key, withBytes(held)]
    }),
  )
}

function messageOf(document: (typeof DOCUMENTS)[number]): Uint8Array {
  const batches = [
    ...listOf(document.resourceSpans).map((batch) =>
      ResourceSpans.encode(ResourceSpans.fromObject(withBytes(batch) as object)).finish(),
    ),
    ...listOf(document.resourceLogs).map((batch) =>
      ResourceLogs.encode(ResourceLogs.fromObject(withBytes(batch) as object)).finish(),
    ),
  ]
  return Buffer.concat(batches.flatMap((batch) => [Buffer.from([0x0a]), varint(batch.length), batch]))
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    bytes.push(rest >= 128 ? (rest % 128) | 0x80 : rest)
    if (rest < 128) return Buffer.from(bytes)
  }
}

function fourBytes(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

const MESSAGES = DOCUMENTS.map(messageOf).filter(({ length }) => length > 0)
const FRAMINGS = {
  'one message': Buffer.concat(MESSAGES),
  'four-byte lengths': Buffer.concat(MESSAGES.flatMap((message) => [fourBytes(message.length), message])),
  'varint lengths': Buffer.concat(MESSAGES.flatMap((message) => [varint(message.length), message])),
  'compressed messages': Buffer.concat(
    MESSAGES.flatMap((message) => {
      const packed = zstdCompressSync(message)
      return [fourBytes(packed.length), packed]
    }),
  ),
  'compressed JSON': Buffer.concat(
    DOCUMENTS.flatMap((document) => {
      const packed = zstdCompressSync(JSON.stringify(document))
      return [fourBytes(packed.length), packed]
    }),
  ),
} as const

test.each(['collector.binpb', 'frames.binpb'])('%s is read however it is cut and chunked', async (name) => {
  const fixture = new URL(`fixtures/${name}`, import.meta.url)
  expect(await checkFixture(otlpProtobuf, fixture, { cut: 'ids' })).toBe(3)
})

const told = ({ spans, scores, rejected }: Collected): unknown => ({
  spans,
  scores,
  rejected: rejected.map(({ reason }) => reason),
})

describe.each(Object.entries(FRAMINGS))('%s', (_, bytes) => {
  test('gives what the same batches give as JSON, found by content and in tiny chunks', async () => {
    const json = await readWith(otlpJson, JSONL)
    expect(json.spans.length).toBeGreaterThan(2)
    expect(detectImporter(probeOf(bytes)).importer?.id).toBe('otlp-protobuf')
    const read = await readWith(otlpProtobuf, bytes)
    expect(told(read)).toEqual(told(json))
    expect(told(await readWith(otlpProtobuf, bytes, 7))).toEqual(told(json))
  })

  test('cut off anywhere it gives what was whole, and says so', async () => {
    for (let part = 1; part < 12; part++) {
      const cut = bytes.subarray(0, Math.floor((bytes.length * part) / 12))
      const { spans, rejected } = await readWith(otlpProtobuf, cut)
      expect(rejected.length + spans.length).toBeGreaterThan(0)
    }
  })
})

test('metrics are passed over and counted', async () => {
  // ResourceMetrics { scope_metrics { metrics { name: "calls" } } }
  const metric = Buffer.from([0x0a, 5, ...Buffer.from('calls')])
  const scope = Buffer.concat([Buffer.from([0x12, metric.length]), metric])
  const batch = Buffer.concat([Buffer.from([0x12, scope.length]), scope])
  const message = Buffer.concat([Buffer.from([0x0a, batch.length]), batch])
  const { skipped } = await readWith(otlpProtobuf, message)
  expect(skipped.map(({ reason }) => reason)).toEqual([PROTOBUF_REASONS.metrics])
})
