import { attributeText } from '../../shared/model/attribute.ts'
import type { SegmentFacts } from '../../shared/model/segment.ts'
import { attributeOf, type Segmenter } from '../../shared/model/segmenter.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { readBody } from './span-body.ts'
import { type SqlPart, sqlPart } from './sql-part.ts'

/** A row that `segmentColumns` selected. */
export type FactsRow = Omit<SegmentFacts, 'attributes'> & { attributes: string | null }

/** Columns of a row of `trace` that a segmenter reads. */
export function segmentColumns(segmenter: Segmenter): SqlPart {
  const keys = segmenter.flatMap((part) => attributeOf(part) ?? [])
  const pairs = keys.map(
    () => '?, (SELECT value FROM root_attribute WHERE root_attribute.trace = trace.id AND key = ?)',
  )
  const label = segmenter.includes('import')
    ? '(SELECT label FROM import WHERE import.id = trace.import)'
    : 'NULL'
  const attributes = keys.length === 0 ? 'NULL' : `json_object(${pairs.join(', ')})`
  return sqlPart(
    `trace.agent, trace.name AS rootName, trace.model, trace.environment, trace.prompt_version AS promptVersion,
      trace.provider, trace.user_id AS userId, ${label} AS importLabel, ${attributes} AS attributes`,
    ...keys.flatMap((key) => [key, key]),
  )
}

/** The facts of such a row. */
export function factsOf<R extends FactsRow>(row: R): Omit<R, 'attributes'> & SegmentFacts {
  const { attributes, ...facts } = row
  return attributes === null ? facts : { ...facts, attributes: withoutNulls(JSON.parse(attributes)) }
}

function withoutNulls(values: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === null ? [] : [[key, value] as const])),
  )
}

const STALE = `
  SELECT trace.id, trace.revision FROM trace
  LEFT JOIN root_attribute ON root_attribute.trace = trace.id AND root_attribute.key = ?
  WHERE root_attribute.revision IS NOT trace.revision ORDER BY trace.id`

/** The first span without a parent, else the first of all: where a source puts what holds for the whole run. */
const ROOT = `
  SELECT block, at, length FROM span WHERE trace = ?
  ORDER BY parent_span_id IS NOT NULL, start_us, start_sub_ns, source, seq LIMIT 1`

/** Reads the attributes a segmenter asks for off the root spans of traces that are new or changed. */
export function fillRootAttributes({ db, contents }: WriteConnection, segmenter: Segmenter): void {
  db.exec('DELETE FROM root_attribute WHERE trace NOT IN (SELECT id FROM trace)')
  const root = db.prepare<[number], { block: number; at: number; length: number }>(ROOT)
  const put = db.prepare(
    'INSERT OR REPLACE INTO root_attribute(trace, key, revision, value) VALUES (?, ?, ?, ?)',
  )
  for (const key of segmenter.flatMap((part) => attributeOf(part) ?? [])) {
    for (const { id, revision } of db.prepare<[string], { id: number; revision: number }>(STALE).all(key)) {
      const place = root.get(id)
      const body = place && readBody(contents, place.block, place.at, place.length)
      put.run(id, key, revision, body === undefined ? null : attributeText(body.attributes().get(key)))
    }
  }
}

/** Keys of the attributes that root spans of the newest traces carry, with how many of those traces carry each. */
export function rootAttributeKeys(
  { db, contents }: ReadConnection,
  newest = 200,
): { key: string; traces: number }[] {
  const ids = db
    .prepare<[number], number>('SELECT id FROM trace WHERE span_count > 0 ORDER BY id DESC LIMIT ?')
    .pluck()
    .all(newest)
  const root = db.prepare<[number], { block: number; at: number; length: number }>(ROOT)
  const counts = new Map<string, number>()
  for (const id of ids) {
    const place = root.get(id)
    if (place === undefined) continue
    const attributes = readBody(contents, place.block, place.at, place.length).attributes()
    for (const key of attributes.keys()) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].map(([key, traces]) => ({ key, traces })).toSorted((a, b) => b.traces - a.traces)
}
