import type { ImportRow } from '../../shared/contract/imports.ts'
import type { ImportProblem, SourceReport } from '../../shared/model/import-report.ts'
import type { ReadConnection } from './connection.ts'

interface StoredImport {
  id: number
  label: string
  atUs: number
  isSample: number
}

type StoredSource = Omit<SourceReport, 'problems'> & { import: number; problems: string }

const IMPORTS = `
  SELECT id, label, ifnull(finished_us, started_us) AS atUs, is_sample AS isSample
  FROM import WHERE state = 'done' ORDER BY id DESC`

const SOURCES = `
  SELECT import, path, sha256, format, bytes, traces, spans, scores, read, accepted, rejected, skipped, duplicates,
    seconds, problems
  FROM source ORDER BY id`

/** The imports that were completed, with the report of each of their sources. */
export function importQueries({ db }: ReadConnection) {
  return {
    /** Newest first. */
    list(): ImportRow[] {
      const sources = Map.groupBy(db.prepare<[], StoredSource>(SOURCES).all(), (source) => source.import)
      return db
        .prepare<[], StoredImport>(IMPORTS)
        .all()
        .map((row) => importRow(row, (sources.get(row.id) ?? []).map(sourceReport)))
    },
  }
}

function sourceReport({ import: _import, problems, ...counts }: StoredSource): SourceReport {
  const read: ImportProblem[] = JSON.parse(problems)
  return { ...counts, problems: read }
}

function importRow(row: StoredImport, sources: SourceReport[]): ImportRow {
  const sum = (count: (source: SourceReport) => number) =>
    sources.reduce((total, source) => total + count(source), 0)
  return {
    id: row.id,
    label: row.label,
    atUs: row.atUs,
    isSample: row.isSample === 1,
    formats: [...new Set(sources.flatMap((source) => source.format ?? []))].toSorted(),
    traces: sum((source) => source.traces),
    spans: sum((source) => source.spans),
    scores: sum((source) => source.scores),
    accepted: sum((source) => source.accepted),
    rejected: sum((source) => source.rejected),
    skipped: sum((source) => source.skipped),
    duplicates: sum((source) => source.duplicates),
    bytes: sum((source) => source.bytes),
    sources,
  }
}
