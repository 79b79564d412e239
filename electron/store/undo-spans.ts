import { FIELD_COLUMNS, type SqlValue } from './span-row.ts'
import { mergeHolders, type Holder } from './span-holders.ts'
import type { Undo } from './undo-import.ts'

interface Key {
  trace: number
  spanId: string
}

interface HolderRow {
  source: number
  import: number
  seq: number
  line: number | null
  offset: number | null
  /** JSON list of the values of FIELD_COLUMNS; null for a source that only repeats. */
  fields: string | null
  block: number
  at: number
  length: number
}

const HOLDERS = `
  SELECT held.*, source.import FROM (
    SELECT source, seq, line, offset, json_array(${FIELD_COLUMNS.join(', ')}) AS fields, block, at, length
    FROM span WHERE trace = :trace AND span_id = :spanId
    UNION ALL SELECT source, seq, line, offset, fields, block, at, length
    FROM span_other WHERE trace = :trace AND span_id = :spanId
    UNION ALL SELECT source, seq, line, offset, NULL, 0, 0, 0
    FROM span_again WHERE trace = :trace AND span_id = :spanId) AS held
  JOIN source ON source.id = held.source
  ORDER BY held.source, held.seq`

const OF_SOURCES = 'source IN (SELECT value FROM json_each(:sources))'

/** Spans of which the import holds a version or a repetition, and somebody else something too. */
const CONTESTED = `
  SELECT trace, span_id AS spanId FROM span_again WHERE trace = :trace AND ${OF_SOURCES}
  UNION SELECT trace, span_id FROM span_other WHERE trace = :trace AND ${OF_SOURCES}
  UNION SELECT trace, span_id FROM span WHERE trace = :trace AND ${OF_SOURCES} AND (
    EXISTS (SELECT 1 FROM span_again AS a WHERE a.trace = span.trace AND a.span_id = span.span_id)
    OR EXISTS (SELECT 1 FROM span_other AS o WHERE o.trace = span.trace AND o.span_id = span.span_id))`

/**
 * Gives what takes the spans of a trace back that the import brought; where others hold the same id, it is as if
 * only they had come, in their order.
 */
export function spanUndoer(undo: Undo): (trace: number) => void {
  const { db, sources } = undo
  const rewrite = rewriter(undo)
  const contested = db.prepare<[{ trace: number; sources: string }], Key>(CONTESTED)
  const remove = db.prepare(`DELETE FROM span WHERE trace = :trace AND ${OF_SOURCES}`)
  return (trace) => {
    for (const key of contested.all({ trace, sources })) rewrite(key)
    if (remove.run({ trace, sources }).changes > 0) undo.change(trace)
  }
}

function rewriter({ db, contents, importId, writerOf, change }: Undo): (key: Key) => void {
  const holders = db.prepare<[Key], HolderRow>(HOLDERS)
  const remove = ['span', 'span_other', 'span_again'].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE trace = :trace AND span_id = :spanId`),
  )
  const marks = FIELD_COLUMNS.map(() => '?').join(', ')
  const insert = db.prepare(
    `INSERT INTO span(trace, span_id, source, seq, line, offset, block, at, length, ${FIELD_COLUMNS.join(', ')})
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ${marks})`,
  )
  const other = db.prepare(
    `INSERT INTO span_other(trace, span_id, source, seq, line, offset, block, at, length, fields)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const again = db.prepare(
    'INSERT INTO span_again(trace, span_id, source, seq, line, offset) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const brought = db.prepare('UPDATE source SET spans = spans + 1 WHERE id = ?')
  const repeated = db.prepare('UPDATE source SET duplicates = duplicates + ? WHERE id = ?')

  return (key) => {
    const rows = holders.all(key)
    const held: Holder[] = rows.map((row) => {
      const { fields, block, at, length } = row
      const version =
        fields === null
          ? null
          : { fields, block, at, length, import: row.import, body: () => contents.text(block, at, length) }
      return {
        source: row.source,
        import: row.import,
        seq: row.seq,
        line: row.line,
        offset: row.offset,
        version,
      }
    })
    const merged = mergeHolders(held, importId)
    for (const statement of remove) statement.run(key)
    const last = merged.versions.at(-1)
    for (const { owner, version, repeats } of merged.versions) {
      let { block, at, length } = version
      if (version.import !== owner.import) {
        const writer = writerOf(owner.import)
        writer.put(version.body())
        ;({ block, at, length } = writer)
      }
      const place = [
        key.trace,
        key.spanId,
        owner.source,
        owner.seq,
        owner.line,
        owner.offset,
        block,
        at,
        length,
      ]
      if (owner === last?.owner) {
        const values: SqlValue[] = JSON.parse(version.fields)
        insert.run(...place, ...values)
      } else other.run(...place, version.fields)
      for (const { source, seq, line, offset } of repeats)
        again.run(key.trace, key.spanId, source, seq, line, offset)
    }
    if (merged.newFirst !== null) brought.run(merged.newFirst)
    for (const [source, more] of merged.duplicates) repeated.run(more, source)
    if (merged.changed) change(key.trace)
  }
}
