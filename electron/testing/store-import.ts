import type { SourceReport } from '../../shared/model/import-report.ts'
import type { Score } from '../../shared/model/score.ts'
import type { Span } from '../../shared/model/span.ts'
import { openWriter, type WriteConnection } from '../store/connection.ts'
import { beginImport } from '../store/import-writer.ts'

export interface Records {
  spans?: Iterable<Span>
  scores?: Iterable<Score>
  batchRecords?: number
}

/** Imports records as one source named after its import. */
export function importRecords(
  connection: WriteConnection,
  label: string,
  { spans = [], scores = [], batchRecords }: Records,
): SourceReport {
  const writer = beginImport(connection, { label, batchRecords })
  const source = writer.beginSource({ path: `${label}.jsonl`, format: 'otlp-json' })
  let read = 0
  for (const span of spans) {
    read += 1
    source.span(span, { line: read, offset: read * 100 })
    writer.flush()
  }
  for (const score of scores) {
    read += 1
    source.score(score)
  }
  const end = {
    sha256: '',
    bytes: 0,
    read,
    accepted: read,
    rejected: 0,
    skipped: 0,
    seconds: 0,
    problems: [],
  }
  const report = source.finish(end)
  writer.commit()
  return report
}

/** Imports into a workspace of its own opening, made where it is missing. */
export function importInto(path: string, label: string, records: Records): SourceReport {
  const connection = openWriter(path, { create: true })
  try {
    return importRecords(connection, label, records)
  } finally {
    connection.close()
  }
}
