import type { Place } from '../../shared/model/span.ts'
import type { ImportSink, ImportSource } from './importer.ts'
import { CUT_REASONS, JsonCutter, type CutPlan } from './json-cutter.ts'
import { isDeeperThan, SCAN_FROM_CHARACTERS } from './json-depth.ts'
import { parseExact } from './json-exact.ts'
import { MAX_LINE_BYTES, readLines, utf8Bytes, type Line } from './line-source.ts'
import { peekBytes } from './peek-bytes.ts'

/** One JSON value of a source: a line, a document, or a part of a document that is too large or broken to be read whole. */
export interface JsonRecord {
  value: unknown
  place: Place
  /** Names of the members of the document down to this value; empty for a line or a document. */
  path: readonly string[]
  /** It can be cut into parts; see RecordReading.record. */
  divisible: boolean
  /** The value parsed again with every integer exact. */
  exact(): unknown
  /** A small member of an enclosing object that the document gave before, where the record is a part. */
  context(key: string): unknown
}

export interface RecordReading {
  plan: CutPlan
  /** Takes a record. False where it was not taken because its parts, one by one, tell more exactly where a problem is. */
  record(record: JsonRecord): boolean
  /** Looks at a line before it is parsed; true where nothing of it is needed (it has then been counted). */
  passOver?(text: string, place: Place): boolean
}

export const LINE_REASONS = {
  invalid: 'The line is not valid JSON.',
  conflict: CUT_REASONS.conflict,
  long: `The line is longer than ${MAX_LINE_BYTES / 1024 / 1024} MB.`,
  deep: CUT_REASONS.deep,
  replaced: 'There are bytes that are not UTF-8; they were replaced.',
  damaged: 'The document is not valid JSON here; what could be read around it was imported.',
} as const

/** How far the first line is looked for before the source is taken for one large document. */
const PEEK_BYTES = 8 * 1024 * 1024
const NO_CONTEXT = (): undefined => undefined

/** Reads JSON lines, one JSON document of any size, or several after another; what cannot be read is rejected with its place. */
export async function readJsonRecords(
  source: ImportSource,
  sink: ImportSink,
  reading: RecordReading,
): Promise<void> {
  const peeked = await peekBytes(
    utf8Bytes(source.bytes()),
    (chunk, total) => chunk.includes(10) || total >= PEEK_BYTES,
  )
  const again = { bytes: () => peeked.replay() }
  if (isLineDelimited(peeked.head.toString('utf8', 0, PEEK_BYTES), peeked.ended)) {
    const { rest, failed } = untilFailure(again.bytes())
    for await (const lines of readLines({ bytes: () => rest })) {
      for (const line of lines) readLine(line, sink, reading)
      await sink.drain()
    }
    if (failed.error !== undefined) throw failed.error
  } else await readDocument(again.bytes(), sink, reading)
}

function readLine(line: Line, sink: ImportSink, reading: RecordReading): void {
  const { text } = line
  const place: Place = { line: line.line, offset: line.offset }
  if (text === null) return sink.reject(LINE_REASONS.long, place)
  if (text.length < 3 && text.trim() === '') return
  if (reading.passOver?.(text, place)) return
  if (text.length > SCAN_FROM_CHARACTERS && isDeeperThan(text)) return sink.reject(LINE_REASONS.deep, place)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    if (text.trim() !== '')
      sink.reject(isConflictMarker(text) ? LINE_REASONS.conflict : LINE_REASONS.invalid, place)
    return
  }
  if (line.replaced) sink.note(LINE_REASONS.replaced, place)
  reading.record({
    value,
    place,
    path: [],
    divisible: false,
    exact: () => parseExact(text),
    context: NO_CONTEXT,
  })
}

async function readDocument(
  chunks: AsyncIterable<Uint8Array>,
  sink: ImportSink,
  reading: RecordReading,
): Promise<void> {
  const cutter = new JsonCutter(reading.plan, {
    piece({ text, path, offset, replaced, divisible, context }) {
      const place: Place = { offset }
      let value: unknown
      try {
        value = JSON.parse(text)
      } catch (error) {
        if (path.length === 0) sink.note(LINE_REASONS.damaged, { offset: offset + damageAt(error) })
        return false
      }
      const taken = reading.record({
        value,
        place,
        path,
        divisible,
        exact: () => parseExact(text),
        context: (key) => parseOrUndefined(context(key)),
      })
      if (taken && replaced) sink.note(LINE_REASONS.replaced, place)
      return taken
    },
    reject: (reason, offset) => sink.reject(reason, offset < 0 ? {} : { offset }),
  })
  let offset = 0
  const { rest, failed } = untilFailure(chunks)
  for await (const chunk of rest) {
    cutter.feed(chunk, offset)
    offset += chunk.length
    await sink.drain()
  }
  cutter.end()
  await sink.drain()
  if (failed.error !== undefined) throw failed.error
}

/** The chunks up to where their source fails, and then the error, so that what is at hand can be finished first. */
function untilFailure(chunks: AsyncIterable<Uint8Array>): {
  rest: AsyncIterable<Uint8Array>
  failed: { error: unknown }
} {
  const failed: { error: unknown } = { error: undefined }
  async function* rest(): AsyncGenerator<Uint8Array> {
    try {
      yield* chunks
    } catch (error) {
      failed.error = error
    }
  }
  return { rest: rest(), failed }
}

function parseOrUndefined(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** V8 names the place of a syntax error in its message only. */
function damageAt(error: unknown): number {
  const match = error instanceof SyntaxError ? /position (\d+)/.exec(error.message) : null
  return match ? Number(match[1]) : 0
}

function isConflictMarker(text: string): boolean {
  return /^(<{7}|={7}|>{7}|\|{7})/.test(text)
}

/** Lines after a damaged first one among which a whole record is looked for. */
const LOOK_AHEAD = 20

/** True where each line is a record of its own. Only the first lines that look like JSON decide; what comes before them is noise. */
export function isLineDelimited(head: string, ended: boolean): boolean {
  const lines = wholeLines(head, ended)
  const first = lines.findIndex((line) => line.startsWith('{') || line.startsWith('['))
  const opening = lines[first]
  // Noise on every line is passed over line by line; a line that does not end is a document.
  if (opening === undefined) return lines.length > 0
  const following = lines.slice(first + 1)
  if (isJson(opening)) return opening.startsWith('{') || following.some((line) => line.startsWith('['))
  // A document that goes on over the next lines ends this one in the middle of something; a damaged record rarely does.
  if (/[[{,:]$/.test(opening)) return false
  return following.some((line) => line.startsWith('{') && isJson(line))
}

function wholeLines(head: string, ended: boolean): string[] {
  const lines: string[] = []
  let at = 0
  while (lines.length < LOOK_AHEAD && at < head.length) {
    const newline = head.indexOf('\n', at)
    if (newline < 0 && !ended) break
    const end = newline < 0 ? head.length : newline
    const line = head.slice(at, end).trim()
    if (line !== '') lines.push(line)
    at = end + 1
  }
  return lines
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
