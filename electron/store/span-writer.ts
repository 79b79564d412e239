import type { Database, Statement } from 'better-sqlite3'
import type { Place, Span } from '../../shared/model/span.ts'
import type { BlockWriter } from './block-writer.ts'
import type { ContentReader } from './content-reader.ts'
import type { ContentWriter } from './content-writer.ts'
import { encodeBody } from './encode-body.ts'
import { answeredBy, askedIn } from './trace-preview.ts'
import { SparseInsert } from './sparse-insert.ts'
import type { SummedSpan, ToldFacts } from './trace-summary.ts'
import { FIELD_COLUMNS, fillFields, whole, type SqlValue } from './span-row.ts'

/** What became of a span: `again` is identical to what was there, `changed` replaced another version of it. */
export type SpanOutcome = 'added' | 'again' | 'changed'

/** Where the values of FIELD_COLUMNS begin in a written row, after key, place and body. */
const FIELDS_FROM = 9

const COLUMN_LIST = [
  'trace',
  'span_id',
  'source',
  'seq',
  'line',
  'offset',
  'block',
  'at',
  'length',
  ...FIELD_COLUMNS,
]
const COLUMNS = COLUMN_LIST.join(', ')
const MARKS = COLUMN_LIST.map(() => '?').join(', ')

const KEEP_OTHER = `
  INSERT INTO span_other(trace, span_id, source, seq, line, offset, fields, block, at, length)
  SELECT trace, span_id, source, seq, line, offset, json_array(${FIELD_COLUMNS.join(', ')}), block, at, length
  FROM span WHERE trace = ? AND span_id = ?`

/** The source and import a span comes from, with the number it has there. */
export interface SpanOrigin {
  source: number
  import: number
  seq: number
}

/** Writes the spans of one import. */
export class SpanWriter {
  readonly #contents: ContentReader
  readonly #texts: ContentWriter
  readonly #bodies: BlockWriter
  readonly #row: SqlValue[] = []
  readonly #insert: SparseInsert
  readonly #replace: Statement
  readonly #stored: Statement<[number, string], SqlValue[]>
  readonly #again: Statement
  readonly #other: Statement
  readonly #importOf: Statement<[number], number>
  #spanId = ''
  #body = ''
  #known: { source: number; import: number } | null = null

  constructor(db: Database, contents: ContentReader, texts: ContentWriter, bodies: BlockWriter) {
    this.#contents = contents
    this.#texts = texts
    this.#bodies = bodies
    this.#insert = new SparseInsert(db, 'span', COLUMN_LIST)
    this.#replace = db.prepare(`INSERT OR REPLACE INTO span(${COLUMNS}) VALUES (${MARKS})`)
    this.#stored = db
      .prepare<[number, string], SqlValue[]>(`SELECT ${COLUMNS} FROM span WHERE trace = ? AND span_id = ?`)
      .raw()
    this.#again = db.prepare(
      'INSERT INTO span_again(trace, span_id, source, seq, line, offset) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    )
    this.#other = db.prepare(KEEP_OTHER)
    this.#importOf = db.prepare<[number], number>('SELECT import FROM source WHERE id = ?').pluck()
  }

  /** Makes the row of a span; throws RangeError, with nothing written, where a value is nested too deep. */
  encode(span: Span): void {
    let columns = fillFields(this.#row, FIELDS_FROM, span)
    this.#spanId = span.spanId.toWellFormed()
    if (this.#spanId !== span.spanId) columns = { ...columns, spanId: span.spanId }
    this.#body = encodeBody(span, this.#texts, columns)
  }

  /** Writes the span encoded last. */
  write(trace: number, place: Place, origin: SpanOrigin): SpanOutcome {
    const bodies = this.#bodies
    bodies.put(this.#body)
    const row = this.#row
    row[0] = trace
    row[1] = this.#spanId
    row[2] = origin.source
    row[3] = origin.seq
    row[4] = whole(place.line ?? null)
    row[5] = whole(place.offset ?? null)
    row[6] = bodies.block
    row[7] = bodies.at
    row[8] = bodies.length
    if (this.#insert.run(row) === 1) return 'added'
    return this.#repeat(trace, this.#spanId, row, this.#body, origin)
  }

  /** What the trace's row is summed up from, of the span written last. */
  summed(span: Span): SummedSpan {
    const row = this.#row
    return {
      spanId: this.#spanId,
      parentSpanId: span.parentSpanId,
      kind: Number(row[FIELDS_FROM + 1]),
      name: span.name,
      startUs: Number(row[FIELDS_FROM + 3]),
      startSubNs: Number(row[FIELDS_FROM + 4]),
      durationNs: span.durationNs,
      status: Number(row[FIELDS_FROM + 6]),
      modelRequested: span.modelRequested,
      modelAnswered: span.modelAnswered,
      provider: span.provider,
      inputTokens: span.inputTokens,
      outputTokens: span.outputTokens,
      costUsd: span.costUsd,
      agentName: span.agentName,
      facts: Number(row[FIELDS_FROM + 20]),
      block: this.#bodies.block,
      at: this.#bodies.at,
      length: this.#bodies.length,
      told: toldOf(span),
    }
  }

  #repeat(trace: number, spanId: string, row: SqlValue[], body: string, origin: SpanOrigin): SpanOutcome {
    const stored = this.#stored.get(trace, spanId) ?? []
    if (this.#isSame(stored, row, body)) {
      this.#bodies.retract()
      if (this.#importOfSource(Number(stored[2])) !== origin.import)
        this.#again.run(trace, spanId, origin.source, origin.seq, row[4], row[5])
      return 'again'
    }
    this.#other.run(trace, spanId)
    this.#replace.run(row)
    return 'changed'
  }

  #isSame(stored: SqlValue[], row: SqlValue[], body: string): boolean {
    for (let index = FIELDS_FROM; index < row.length; index += 1)
      if (stored[index] !== row[index]) return false
    if (stored[8] !== row[8]) return false
    return this.#contents.text(Number(stored[6]), Number(stored[7]), Number(stored[8])) === body
  }

  #importOfSource(source: number): number {
    if (this.#known?.source !== source) this.#known = { source, import: this.#importOf.get(source) ?? 0 }
    return this.#known.import
  }
}

function toldOf(span: Span): ToldFacts {
  const { sessionId, userId, environment, promptVersion } = span
  const isCall = span.kind === 'llm'
  return {
    sessionId,
    userId,
    environment,
    promptVersion,
    asked: isCall ? askedIn(span.inputMessages) : null,
    answered: isCall ? answeredBy(span.outputMessages) : null,
  }
}
