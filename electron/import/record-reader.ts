import { isUtf8 } from 'node:buffer'
import type { Place } from '../../shared/model/span.ts'
import type { ImportSink, ImportSource } from './importer.ts'
import { CUT_REASONS, JsonCutter, PIECE_BYTES, type CutPlan } from './json-cutter.ts'
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
  /** Integers beyond 2^53 are the rule (times in nanoseconds): values come with every integer exact at once. */
  exact?: boolean
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
const NEWLINE = 10
const OPEN_ARRAY = 91
const OPEN_OBJECT = 123
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
  // Most tools write a document as one line: it is parsed here, and not again.
  const alone =
    peeked.ended && !peeked.failed && isOneLine(peeked.head) ? parseLine(peeked.head, reading) : null
  if (alone !== null && isObject(alone.value)) {
    const { length } = peeked.head
    const line = { text: alone.text, line: 1, offset: 0, bytes: length, replaced: !isUtf8(peeked.head) }
    readLine(line, sink, reading, alone)
    await sink.drain()
  } else if (alone === null && isLineDelimited(peeked.head.toString('utf8', 0, PEEK_BYTES), peeked.ended)) {
    const { rest, failed } = untilFailure(again.bytes())
    for await (const lines of readLines({ bytes: () => rest })) {
      for (const line of lines) readLine(line, sink, reading, null)
      await sink.drain()
    }
    if (failed.error !== undefined) throw failed.error
  } else await readDocument(again.bytes(), sink, reading, alone)
}

/** A text that was parsed already. */
interface Parsed {
  text: string
  value: unknown
}

function isOneLine(bytes: Buffer): boolean {
  const newline = bytes.indexOf(NEWLINE)
  return newline < 0 || newline === bytes.length - 1
}

function parseLine(bytes: Buffer, reading: RecordReading): Parsed | null {
  const text = bytes.toString('utf8').trimEnd()
  try {
    return { text, value: parseWith(text, reading) }
  } catch {
    return null
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readLine(line: Line, sink: ImportSink, reading: RecordReading, known: Parsed | null): void {
  const { text } = line
  const place: Place = { line: line.line, offset: line.offset }
  if (text === null) return sink.reject(LINE_REASONS.long, place)
  if (text.length < 3 && text.trim() === '') return
  if (reading.passOver?.(text, place)) return
  if (text.length > SCAN_FROM_CHARACTERS && isDeeperThan(text)) return sink.reject(LINE_REASONS.deep, place)
  let value: unknown
  try {
    value = known === null ? parseWith(text, reading) : known.value
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
    exact: () => (reading.exact === true ? value : parseExact(text)),
    context: NO_CONTEXT,
  })
}

async function readDocument(
  chunks: AsyncIterable<Uint8Array>,
  sink: ImportSink,
  reading: RecordReading,
  known: Parsed | null,
): Promise<void> {
  const { rest, failed } = untilFailure(chunks)
  const peeked = await peekBytes(rest, (_, total) => total > PIECE_BYTES)
  if (peeked.ended && failed.error === undefined && readWhole(peeked.head, sink, reading, known)) {
    await sink.drain()
    return
  }
  const cutter = new JsonCutter(reading.plan, {
    piece({ text, path, offset, replaced, divisible, context }) {
      const place: Place = { offset }
      let value: unknown
      try {
        value = parseWith(text, reading)
      } catch (error) {
        if (path.length === 0) sink.note(LINE_REASONS.damaged, { offset: offset + damageAt(error) })
        return false
      }
      const taken = reading.record({
        value,
        place,
        path,
        divisible,
        exact: () => (reading.exact === true ? value : parseExact(text)),
        context: (key) => parseOrUndefined(context(key)),
      })
      if (taken && replaced) sink.note(LINE_REASONS.replaced, place)
      return taken
    },
    reject: (reason, offset) => sink.reject(reason, offset < 0 ? {} : { offset }),
  })
  let offset = 0
  for await (const chunk of peeked.replay()) {
    cutter.feed(chunk, offset)
    offset += chunk.length
    await sink.drain()
  }
  cutter.end()
  await sink.drain()
  if (failed.error !== undefined) throw failed.error
}

function parseWith(text: string, reading: RecordReading): unknown {
  return reading.exact === true ? parseExact(text) : JSON.parse(text)
}

/** A document that is small enough and sound, as one record; false where it must be cut. Cutting looks at every byte. */
function readWhole(bytes: Buffer, sink: ImportSink, reading: RecordReading, known: Parsed | null): boolean {
  const start = bytes.findIndex((byte) => byte > 32)
  const isList = bytes[start] === OPEN_ARRAY
  if (!isList && bytes[start] !== OPEN_OBJECT) return false
  const text = known?.text ?? bytes.toString('utf8', start)
  if (isDeeperThan(text)) return false
  let value: unknown
  try {
    value = known === null ? parseWith(text, reading) : known.value
  } catch {
    return false
  }
  const place: Place = { offset: start }
  const taken = reading.record({
    value,
    place,
    path: [],
    divisible: isList || reading.plan.members !== undefined,
    exact: () => (reading.exact === true ? value : parseExact(text)),
    context: NO_CONTEXT,
  })
  if (taken && !isUtf8(bytes)) sink.note(LINE_REASONS.replaced, place)
  return taken
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
