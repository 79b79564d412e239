import { parse, type CsvError } from 'csv-parse'
import { parse as parseWhole } from 'csv-parse/sync'
import { Readable } from 'node:stream'
import type { ImportSink, ImportSource } from './importer.ts'
import { utf8Bytes } from './line-source.ts'
import type { RecordReading } from './record-reader.ts'

export const CSV_REASONS = {
  columns: 'The row has another number of cells than the header.',
  broken: 'The row is not valid CSV.',
} as const

/** A longer row is most likely a quote that was never closed. */
const MAX_ROW_BYTES = 64 * 1024 * 1024
const DRAIN_EVERY = 500

interface CsvRow {
  record: string[]
  info: { lines: number }
}

/** Reads CSV with a header line: each row an object of its cells as text. What is broken is rejected with its line. */
export async function readCsvRecords(
  source: ImportSource,
  sink: ImportSink,
  reading: RecordReading,
): Promise<void> {
  const parser = parse({
    bom: true,
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: MAX_ROW_BYTES,
    on_skip: (error: CsvError | undefined) => {
      sink.reject(CSV_REASONS.broken, { line: Number(error?.lines ?? 0) })
      return undefined
    },
  })
  const input = Readable.from(utf8Bytes(source.bytes()))
  input.on('error', (error) => parser.destroy(error))
  const rows = input.pipe(parser) as AsyncIterable<CsvRow>
  let header: string[] | null = null
  let line = 1
  let read = 0
  for await (const { record, info } of rows) {
    const place = { line }
    line = info.lines + 1
    if (header === null) {
      header = record
      continue
    }
    if (record.length !== header.length) sink.reject(CSV_REASONS.columns, place)
    else {
      const names = header
      const value = Object.fromEntries(record.map((cell, index) => [names[index] ?? '', cell]))
      reading.record({
        value,
        place,
        path: [],
        divisible: false,
        exact: () => value,
        context: () => undefined,
      })
    }
    if (++read % DRAIN_EVERY === 0) await sink.drain()
  }
  await sink.drain()
}

/** The first rows of a CSV that may be cut anywhere; none where the text is no table. */
export function csvSample(text: string, rows: number): unknown[] {
  try {
    return parseWhole(text, {
      bom: true,
      columns: true,
      to: rows,
      relax_quotes: true,
      skip_records_with_error: true,
    })
  } catch {
    return []
  }
}
