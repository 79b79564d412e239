import { SPAN_KINDS } from '../../shared/model/span.ts'
import { segmentNamer } from '../../shared/model/segment.ts'
import type { ReadConnection } from './connection.ts'
import { currentPolicy } from './policy-store.ts'
import { factsOf, type FactsRow, segmentColumns } from './segment-facts.ts'
import { BODY_FACTS, readBody } from './span-body.ts'

/** What a session was asked first. */
export interface InputRow {
  trace: number
  session: string
  startUs: number
  segment: string
  /** The beginning of the input, at most 200 characters. */
  preview: string
}

type Stored = Omit<InputRow, 'segment'> & FactsRow

const FIRST_INPUTS = `trace.id AS trace, ifnull(session_id, trace_id) AS session, start_us AS startUs,
    input_preview AS preview
  FROM trace
  WHERE start_us >= ? AND start_us < ? AND input_preview <> '' AND span_count > 0 AND (session_id IS NULL OR NOT EXISTS (
    SELECT 1 FROM trace AS earlier WHERE earlier.session_id = trace.session_id
      AND (earlier.start_us < trace.start_us OR (earlier.start_us = trace.start_us AND earlier.id < trace.id))))`

/** The first trace of every session that began in [fromUs, untilUls). Nothing may be written on the connection meanwhile. */
export function* firstInputs({ db }: ReadConnection, fromUs: number, untilUs: number): Generator<InputRow> {
  const { segmenter } = currentPolicy({ db })
  const name = segmentNamer(segmenter)
  const facts = segmentColumns(segmenter)
  const rows = db.prepare<unknown[], Stored>(`SELECT ${facts.sql}, ${FIRST_INPUTS}`)
  for (const row of rows.iterate(...facts.values, fromUs, untilUs)) {
    const { trace, session, startUs, preview } = row
    yield { trace, session, startUs, preview, segment: name(factsOf(row)) }
  }
}

/** Previews hold at most so many characters; one nearly as long was probably cut. */
const CUT_FROM = 190
/** As the preview was made from: the first calls, in order of time. */
const CALLS_LOOKED_AT = 5
const LLM = SPAN_KINDS.indexOf('llm')
const WITH_INPUT = `
  SELECT kind, block, at, length FROM span WHERE trace = ? AND facts & ${BODY_FACTS.input} <> 0
  ORDER BY kind = ${LLM} DESC, start_us, start_sub_ns, span_id LIMIT ${CALLS_LOOKED_AT}`

/**
 * Gives what reads the whole input of a trace: its first user message, else the input of the first span that has one. What a preview holds
 * whole is taken from there; only longer ones cost reading a span.
 */
export function inputReader({
  db,
  contents,
}: ReadConnection): (row: Pick<InputRow, 'trace' | 'preview'>) => string {
  const withInput = db.prepare<[number], { kind: number; block: number; at: number; length: number }>(
    WITH_INPUT,
  )
  return ({ trace, preview }) => {
    if (preview.length < CUT_FROM) return preview
    const spans = withInput.all(trace)
    for (const { kind, block, at, length } of spans) {
      if (kind !== LLM) break
      const asked = readBody(contents, block, at, length)
        .inputMessages()
        .find(({ role, text }) => role === 'user' && text !== '')
      if (asked) return asked.text
    }
    const [first] = spans
    return (first && readBody(contents, first.block, first.at, first.length).inputText()) ?? preview
  }
}
