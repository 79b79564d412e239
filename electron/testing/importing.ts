import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { Double, SplitText, type AttributeValue } from '../../shared/model/attribute.ts'
import type { Score } from '../../shared/model/score.ts'
import type { Place, Span } from '../../shared/model/span.ts'
import { detectImporter } from '../import/detect.ts'
import type { Importer, ImportSink, ImportSource, Probe, SharedNotes } from '../import/importer.ts'
import { PROBE_BYTES } from '../import/probe.ts'

/** Everything an importer gave, in memory. */
export interface Collected {
  spans: Span[]
  scores: Score[]
  aliases: { traceId: string; alias: string }[]
  rejected: { reason: string; place: Place }[]
  skipped: { reason: string; place: Place; count: number }[]
  notes: { reason: string; place: Place }[]
}

export function collectingSink(drain: () => Promise<void> = async () => undefined): {
  sink: ImportSink
  got: Collected
} {
  const got: Collected = { spans: [], scores: [], aliases: [], rejected: [], skipped: [], notes: [] }
  const sink: ImportSink = {
    span: (span) => void got.spans.push(span),
    score: (score) => void got.scores.push(score),
    alias: (traceId, alias) => void got.aliases.push({ traceId, alias }),
    reject: (reason, place) => void got.rejected.push({ reason, place }),
    skip: (reason, place, count = 1) => void got.skipped.push({ reason, place, count }),
    note: (reason, place) => void got.notes.push({ reason, place }),
    drain,
  }
  return { sink, got }
}

/** A source in memory; small chunks cut characters, lines and numbers in two. */
export function sourceOf(
  content: string | Uint8Array,
  chunkBytes = 64 * 1024,
  path = 'memory',
): ImportSource {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return {
    path,
    head: async () => bytes.subarray(0, PROBE_BYTES),
    async *bytes() {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
    },
    random: async () => ({
      length: bytes.length,
      slice: async (start, end) => bytes.subarray(start, end),
      close: async () => undefined,
    }),
  }
}

export function probeOf(content: string | Uint8Array, name = 'unknown'): Probe {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return { name, head: bytes.subarray(0, PROBE_BYTES), tail: bytes.subarray(-PROBE_BYTES) }
}

export async function readWith(
  importer: Importer,
  content: string | Uint8Array,
  chunkBytes?: number,
  path?: string,
  notes: SharedNotes = new Map(),
): Promise<Collected> {
  const { sink, got } = collectingSink()
  await importer.read(sourceOf(content, chunkBytes, path), sink, notes)
  return got
}

/**
 * Runs an importer over one of its fixtures in several ways: against the golden result, found by content under the name "unknown",
 * in tiny chunks, cut off at many places, and cancelled while draining. Gives the number of spans.
 * `cut: 'ids'` where a record that lost its end may still tell something of its spans, and something else; `'anything'`
 * where what is there decides how it is read.
 */
export async function checkFixture(
  importer: Importer,
  fixture: URL,
  { cut = 'words' }: { cut?: 'words' | 'ids' | 'anything' } = {},
): Promise<number> {
  const bytes = readFileSync(fixture)
  const whole = await readWith(importer, bytes)
  const text = readable(whole)
  await expect(text).toMatchFileSnapshot(`${fixture.pathname.replace(/\.[^./]+$/, '')}.golden.txt`)
  expect(detectImporter(probeOf(bytes, 'unknown')).importer?.id).toBe(importer.id)
  expect(readable(await readWith(importer, bytes, 7))).toBe(text)

  // A cut may take log events or the processes away from a span, never change what the span itself says.
  const told = cut === 'words' ? ownWords : ({ traceId, spanId }: Span) => `${traceId}/${spanId}`
  const known = new Set(whole.spans.map(told))
  for (let part = 1; part < 12; part++) {
    const rest = await readDamaged(importer, bytes.subarray(0, Math.floor((bytes.length * part) / 12)))
    if (cut !== 'anything') expect(rest.spans.map(told).filter((words) => !known.has(words))).toEqual([])
  }

  const { sink } = collectingSink(async () => {
    throw new AppError('cancelled')
  })
  await expect(importer.read(sourceOf(bytes), sink, new Map())).rejects.toMatchObject({ code: 'cancelled' })
  return whole.spans.length
}

/** Reads what may be too damaged to be opened at all; that is an error a person understands, or nothing is. */
export async function readDamaged(
  importer: Importer,
  content: string | Uint8Array,
  chunkBytes?: number,
): Promise<Collected> {
  try {
    return await readWith(importer, content, chunkBytes)
  } catch (error) {
    if (error instanceof AppError && error.code === 'file_unreadable') {
      return { ...collectingSink().got, rejected: [{ reason: error.message, place: {} }] }
    }
    throw error
  }
}

function ownWords({ traceId, spanId, name, startUs, durationNs, attributes }: Span): string {
  return JSON.stringify([traceId, spanId, name, startUs, durationNs, attributes], marked)
}

/** Spans, scores and problems as text that a person can compare. */
export function readable(got: Collected): string {
  const problems = [
    ...got.rejected.map(({ reason, place }) => `rejected ${JSON.stringify(place)} ${reason}`),
    ...got.skipped.map(({ reason, place, count }) => `skipped ${count} ${JSON.stringify(place)} ${reason}`),
    ...got.notes.map(({ reason, place }) => `note ${JSON.stringify(place)} ${reason}`),
  ]
  const scores = got.scores.map((score) => `score ${JSON.stringify(score)}`)
  const aliases = got.aliases.map(({ traceId, alias }) => `alias ${traceId} ${alias}`)
  return [...got.spans.map(readableSpan), ...scores, ...aliases, ...problems].join('\n') + '\n'
}

export function readableSpan(span: Span): string {
  const filled = Object.entries(span).filter(
    ([, value]) =>
      value !== null && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0),
  )
  return `span ${JSON.stringify(Object.fromEntries(filled), marked, 2)}`
}

/** Keeps the types of attribute values apart that JSON would give the same text. */
function marked(this: unknown, _key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `bigint ${value}`
  if (typeof value === 'number' && !Number.isFinite(value)) return `number ${value}`
  if (value instanceof Double) return `double ${value.value}`
  if (value instanceof SplitText) return { split: value.pieces.length, text: value.toString() }
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`
  if (isBufferJson(value)) return `bytes ${Buffer.from(value.data).toString('hex')}`
  if (value instanceof Map) return Object.fromEntries((value as Map<string, AttributeValue>).entries())
  return value
}

/** Buffers turn themselves into this before a replacer sees them. */
function isBufferJson(value: unknown): value is { type: 'Buffer'; data: number[] } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'Buffer' &&
    'data' in value
  )
}
