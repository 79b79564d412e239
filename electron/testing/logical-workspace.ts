import { openReader } from '../store/connection.ts'
import { readSpans } from '../store/trace-reader.ts'

/** What a workspace holds, without internal ids, times of import and the layout of its blocks: equal if it means the same. */
export interface LogicalWorkspace {
  imports: unknown[]
  traces: unknown[]
  spans: unknown[]
  places: unknown[]
  others: unknown[]
  again: unknown[]
  scores: unknown[]
  scoresAgain: unknown[]
  contents: unknown[]
}

const IMPORTS = `
  SELECT import.label, import.state, source.path, source.format, source.bytes, source.traces, source.spans,
    source.scores, source.read, source.accepted, source.duplicates
  FROM source JOIN import ON import.id = source.import ORDER BY import.id, source.id`

const TRACES = `
  SELECT trace.*, import.label, source.path FROM trace JOIN import ON import.id = trace.import
  JOIN source ON source.id = trace.source ORDER BY trace_id`

const PLACES = `
  SELECT trace_id, span_id, path, seq, line, offset FROM span JOIN trace ON trace.id = span.trace
  JOIN source ON source.id = span.source ORDER BY 1, 2`

const OTHERS = `
  SELECT trace_id, span_id, path, seq, line, offset, fields FROM span_other JOIN trace ON trace.id = span_other.trace
  JOIN source ON source.id = span_other.source ORDER BY 1, 2, source.id, seq`

const AGAIN = `
  SELECT trace_id, span_id, path, seq, line, offset FROM span_again JOIN trace ON trace.id = span_again.trace
  JOIN source ON source.id = span_again.source ORDER BY 1, 2, source.id`

const SCORES = `
  SELECT trace_id, span_id, score.name, value, label, path FROM score JOIN trace ON trace.id = score.trace
  JOIN source ON source.id = score.source ORDER BY 1, 2, 3, 4`

const SCORES_AGAIN = `
  SELECT trace_id, score.name, score.value, path FROM score_again JOIN score ON score.id = score_again.score
  JOIN trace ON trace.id = score.trace JOIN source ON source.id = score_again.source ORDER BY 1, 2, 3, 4`

const CONTENTS = `
  SELECT hex(hash) AS hash, label, (SELECT group_concat(other.label) FROM content_use
      JOIN import AS other ON other.id = content_use.import WHERE content_use.content = content.id) AS used
  FROM content JOIN block ON block.id = content.block JOIN import ON import.id = block.import ORDER BY hash`

/** Reads all of a workspace; `integrity_check` is part of it and throws. */
export function readLogically(path: string): LogicalWorkspace {
  const connection = openReader(path)
  const { db } = connection
  try {
    const integrity = db.pragma('integrity_check', { simple: true })
    if (integrity !== 'ok') throw new Error(`integrity_check: ${String(integrity)}`)
    const all = (sql: string): unknown[] => db.prepare(sql).all()
    const traces = db.prepare<[], { id: number; trace_id: string } & Record<string, unknown>>(TRACES).all()
    return {
      imports: all(IMPORTS),
      // The revision only says whether an analysis is of now.
      traces: traces.map(({ id: _id, import: _import, source: _source, revision: _revision, ...row }) => row),
      spans: traces.map(({ id, trace_id }) => [trace_id, readSpans(connection, id)]),
      places: all(PLACES),
      others: all(OTHERS),
      again: all(AGAIN),
      scores: all(SCORES),
      scoresAgain: all(SCORES_AGAIN),
      contents: all(CONTENTS),
    }
  } finally {
    connection.close()
  }
}
