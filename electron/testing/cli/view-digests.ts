import { createHash } from 'node:crypto'
import { openViews } from '../../store/views.ts'

/** What of each view says the same again and again; left out is only when something was imported. */
const READS = {
  imports:
    'SELECT label, file, sha256, format, traces, spans, accepted, rejected, skipped FROM imports ORDER BY 1, 2',
  traces: 'SELECT * FROM traces ORDER BY trace_id',
  spans: 'SELECT * FROM spans ORDER BY trace_id, span_id',
  messages: 'SELECT * FROM messages ORDER BY trace_id, span_id, direction, position',
  scores: 'SELECT * FROM scores ORDER BY trace_id, span_id, name, at_us, value, label',
  findings:
    'SELECT * FROM findings ORDER BY trace_id, category, span_id, blame_span_id, CAST(evidence AS TEXT)',
} as const

export interface ViewDigest {
  rows: number
  sha256: string
}

export type ViewDigests = Record<keyof typeof READS, ViewDigest>

/** All that the views show, as a hash of every row; equal where two workspaces hold the same. */
export function digestViews(path: string): ViewDigests {
  const connection = openViews(path)
  try {
    const digest = (sql: string): ViewDigest => {
      const hash = createHash('sha256')
      let rows = 0
      for (const row of connection.db.prepare<[], unknown[]>(sql).raw().iterate()) {
        hash.update(JSON.stringify(row)).update('\n')
        rows++
      }
      return { rows, sha256: hash.digest('hex') }
    }
    return {
      imports: digest(READS.imports),
      traces: digest(READS.traces),
      spans: digest(READS.spans),
      messages: digest(READS.messages),
      scores: digest(READS.scores),
      findings: digest(READS.findings),
    }
  } finally {
    connection.close()
  }
}
