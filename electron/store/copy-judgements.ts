import type { ReadConnection, WriteConnection } from './connection.ts'
import type { TextChanges } from './copy-tables.ts'

type Row = Record<string, unknown>

const READ = {
  finding: `SELECT finding.category, current, span_id AS spanId, blame_span_id AS blameSpanId, class, evidence,
      signature.category AS family, signature.text
    FROM finding JOIN signature ON signature.id = finding.signature WHERE finding.trace = ? ORDER BY finding.id`,
  analysis: 'SELECT rules, verdicts FROM analysis WHERE trace = ? AND revision = ?',
  version: 'SELECT version, agent, span_id AS spanId FROM version_use WHERE trace = ?',
  root: 'SELECT key, value FROM root_attribute WHERE trace = ? AND revision = ?',
}

/**
 * Copies what was found in one trace: findings, verdicts, versions, and the attributes that traffic is split by.
 * `category` and `rule_set` were copied before, with their ids.
 */
export function judgementCopier(from: ReadConnection, to: WriteConnection, changes: TextChanges) {
  const read = {
    finding: from.db.prepare<[number], Row>(READ.finding),
    analysis: from.db.prepare<[number, number], Row>(READ.analysis),
    version: from.db.prepare<[number], Row>(READ.version),
    root: from.db.prepare<[number, number], Row>(READ.root),
  }
  const write = {
    signature: to.db
      .prepare<[unknown, string], number>(
        `INSERT INTO signature(category, text) VALUES (?, ?)
         ON CONFLICT (category, text) DO UPDATE SET text = excluded.text RETURNING id`,
      )
      .pluck(),
    finding: to.db.prepare(
      `INSERT INTO finding(trace, category, current, span_id, blame_span_id, class, signature, evidence)
       VALUES (@trace, @category, @current, @spanId, @blameSpanId, @class, @signature, @evidence)`,
    ),
    analysis: to.db.prepare(
      'INSERT INTO analysis(trace, rules, revision, verdicts) VALUES (@trace, @rules, @revision, @verdicts)',
    ),
    version: to.db.prepare(
      'INSERT INTO version_use(trace, version, agent, span_id) VALUES (@trace, @version, @agent, @spanId)',
    ),
    root: to.db.prepare(
      'INSERT INTO root_attribute(trace, key, revision, value) VALUES (@trace, @key, @revision, @value)',
    ),
  }
  const optional = (value: unknown): string | null => (typeof value === 'string' ? changes.text(value) : null)

  return (oldTrace: number, trace: number): void => {
    const before = revisionOf(from, oldTrace)
    const revision = revisionOf(to, trace)
    for (const row of read.finding.all(oldTrace)) {
      const signature = write.signature.get(row.family, changes.payload(String(row.text)))
      write.finding.run({
        ...row,
        trace,
        signature,
        spanId: optional(row.spanId),
        blameSpanId: optional(row.blameSpanId),
        evidence: changes.json(String(row.evidence)),
      })
    }
    for (const row of read.analysis.all(oldTrace, before)) write.analysis.run({ ...row, trace, revision })
    for (const row of read.version.all(oldTrace))
      write.version.run({ ...row, trace, agent: optional(row.agent), spanId: optional(row.spanId) })
    for (const row of read.root.all(oldTrace, before))
      write.root.run({ trace, revision, key: row.key, value: optional(row.value) })
  }
}

function revisionOf({ db }: ReadConnection, trace: number): number {
  return db.prepare<[number], number>('SELECT revision FROM trace WHERE id = ?').pluck().get(trace) ?? 0
}

/** Copies what people wrote on the chosen traces, on shifts and on categories, undone ones included. */
export function copyAnnotations(
  from: ReadConnection,
  to: WriteConnection,
  traceIds: ReadonlySet<string>,
  changes: TextChanges,
): number {
  const insert = to.db.prepare(
    `INSERT INTO annotation(id, target, subject, span_id, label, holds, text, author, at_us, replaces, undone_us, changed_us)
     VALUES (@id, @target, @subject, @span_id, @label, @holds, @text, @author, @at_us, @replaces, @undone_us, @changed_us)`,
  )
  let copied = 0
  for (const row of from.db.prepare<[], Row>('SELECT * FROM annotation ORDER BY rowid').iterate()) {
    const isOnTrace = row.target === 'trace' || row.target === 'span'
    if (isOnTrace && !traceIds.has(String(row.subject))) continue
    for (const column of ['subject', 'span_id', 'label', 'text', 'author']) {
      const value = row[column]
      if (typeof value === 'string') row[column] = changes.text(value)
    }
    insert.run(row)
    copied += 1
  }
  return copied
}
