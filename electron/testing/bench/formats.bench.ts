import { readFileSync } from 'node:fs'
import type { Importer, ImportSink } from '../../import/importer.ts'
import { ResourceSpans } from '../../import/importers/otlp-protobuf/schema.ts'
import { importerFixtures, type ImporterFixture } from '../importer-fixtures.ts'
import { sourceOf } from '../importing.ts'
import { enlarge } from './format-text.ts'
import type { BenchRow } from './measure.ts'

const ROUNDS = 5
const BYTES = 8_000_000
/** Formats with bare integers beyond 2^53, which JSON.parse rounds and a reader must not. */
const EXACT = new Set(['mlflow', 'datadog', 'otel-sdk'])

interface Reading {
  seconds: number
  spans: number
  traces: number
}

/** How fast each importer reads, without the store, against bare parsing of the same bytes; the best of five rounds each. */
export async function benchFormats(): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const fixture of await chosenFixtures()) {
    const isLines = fixture.name.endsWith('.jsonl')
    const document = Buffer.from(
      enlarge(readFileSync(fixture.url, 'utf8'), isLines, EXACT.has(fixture.importer.id)),
    )
    rows.push(await compare(fixture.importer, fixture.name, document, isLines ? parseLines : parseDocument))
  }
  rows.push(await compareProtobuf())
  return rows.toSorted((a, b) => Number(a.measured.split(' ', 1)[0]) - Number(b.measured.split(' ', 1)[0]))
}

/**
 * Of each importer's JSON fixtures the one that gives most spans, of these the smallest. One that holds several runs is
 * preferred: repeating the messages of a single one makes a conversation that nobody has.
 */
async function chosenFixtures(): Promise<ImporterFixture[]> {
  const best = new Map<string, { fixture: ImporterFixture; reading: Reading; bytes: number }>()
  for (const fixture of importerFixtures()) {
    if (!/\.(json|jsonl)$/.test(fixture.name) || fixture.importer.id === 'otlp-protobuf') continue
    const content = readFileSync(fixture.url)
    const bytes = content.length
    const reading = await readTimes(fixture.importer, content, 1)
    if (reading.spans === 0) continue
    const known = best.get(fixture.importer.id)
    if (known === undefined || isBetter({ reading, bytes }, known))
      best.set(fixture.importer.id, { fixture, reading, bytes })
  }
  return [...best.values()].map(({ fixture }) => fixture)
}

interface Candidate {
  reading: Reading
  bytes: number
}

function isBetter(one: Candidate, other: Candidate): boolean {
  const several = Number(one.reading.traces > 1) - Number(other.reading.traces > 1)
  if (several !== 0) return several > 0
  const more = one.reading.spans - other.reading.spans
  return more > 0 || (more === 0 && one.bytes < other.bytes)
}

async function compare(
  importer: Importer,
  name: string,
  document: Buffer,
  bare: (document: Buffer) => void,
): Promise<BenchRow> {
  const times = Math.max(1, Math.ceil(BYTES / document.length))
  const read: number[] = []
  const parsed: number[] = []
  let spans = 0
  for (let round = 0; round < ROUNDS; round++) {
    const reading = await readTimes(importer, document, times)
    read.push(reading.seconds)
    spans = reading.spans
    const started = performance.now()
    for (let time = 0; time < times; time++) bare(document)
    parsed.push((performance.now() - started) / 1000)
  }
  const seconds = Math.min(...read)
  const ratio = Math.min(...parsed) / seconds
  const least = EXACT.has(importer.id) ? 0.15 : 0.25
  const megabytes = (document.length * times) / 1e6 / seconds
  return {
    what: `\`${importer.id}\` (${name.split('/').at(-1) ?? ''})`,
    measured: `${ratio.toFixed(2)} · ${megabytes.toFixed(0)} MB/s · ${Math.round(spans / seconds / 1000)} k spans/s`,
    goal: `at least ${least}`,
    met: ratio >= least,
  }
}

const nothing = (): void => undefined

async function readTimes(importer: Importer, document: Uint8Array, times: number): Promise<Reading> {
  let spans = 0
  const traces = new Set<string>()
  const sink: ImportSink = {
    span(span) {
      spans++
      traces.add(span.traceId)
    },
    score: nothing,
    alias: nothing,
    reject: nothing,
    skip: nothing,
    note: nothing,
    drain: async () => undefined,
  }
  const started = performance.now()
  for (let time = 0; time < times; time++)
    await importer.read(sourceOf(document, 256 * 1024), sink, new Map())
  return { seconds: (performance.now() - started) / 1000, spans, traces: traces.size }
}

function parseDocument(document: Buffer): void {
  JSON.parse(document.toString('utf8'))
}

function parseLines(document: Buffer): void {
  for (const line of document.toString('utf8').split('\n')) JSON.parse(line)
}

/** OTLP protobuf against decoding the same batches with the library alone. */
async function compareProtobuf(): Promise<BenchRow> {
  const { importer } = importerFixtures().find(({ importer: one }) => one.id === 'otlp-protobuf') ?? {}
  if (!importer) throw new Error('There is no importer of OTLP protobuf.')
  const batch = ResourceSpans.encode(inventedBatch()).finish()
  const document = Buffer.concat([Buffer.from([0x0a]), varint(batch.length), batch])
  return await compare(importer, 'invented batch', document, () => void ResourceSpans.decode(batch))
}

function attribute(key: string, value: object): object {
  return { key, value }
}

function inventedBatch(): Record<string, unknown> {
  const prose = 'The order left the warehouse on Monday and is on its way. '.repeat(20)
  const spans = Array.from({ length: 200 }, (_, index) => ({
    traceId: Buffer.alloc(16, 1 + (index % 20)),
    spanId: Buffer.alloc(8, 1 + index),
    name: 'chat gpt-4.1',
    kind: 3,
    startTimeUnixNano: 4_000_000_000,
    endTimeUnixNano: 4_100_000_000,
    attributes: [
      attribute('gen_ai.operation.name', { stringValue: 'chat' }),
      attribute('gen_ai.request.model', { stringValue: 'gpt-4.1' }),
      attribute('gen_ai.usage.input_tokens', { intValue: 120 }),
      attribute('gen_ai.output.messages', {
        stringValue: JSON.stringify([{ role: 'assistant', parts: [{ type: 'text', content: prose }] }]),
      }),
    ],
  }))
  return { resource: { attributes: [] }, scopeSpans: [{ scope: { name: 'bench' }, spans }] }
}

function varint(length: number): Buffer {
  const bytes: number[] = []
  let rest = length
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128)
  return Buffer.from([...bytes, rest])
}
