import { attributeText } from '../../shared/model/attribute.ts'
import type { SegmentFacts } from '../../shared/model/segment.ts'
import { attributeOf, type SegmentPart, type Segmenter } from '../../shared/model/segmenter.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { readBody } from './span-body.ts'
import { type SqlPart, sqlPart } from './sql-part.ts'

/** A row that `segmentColumns` selected. */
export type FactsRow = Required<Omit<SegmentFacts, 'attributes'>> & { attributes: string | null }

type Column = Exclude<keyof FactsRow, number | symbol>

const COLUMNS: Readonly<Record<Exclude<Column, 'attributes'>, string>> = {
  agent: 'trace.agent',
  rootName: 'trace.name',
  model: 'trace.model',
  environment: 'trace.environment',
  promptVersion: 'trace.prompt_version',
  provider: 'trace.provider',
  userId: 'trace.user_id',
  importLabel: '(SELECT label FROM import WHERE import.id = trace.import)',
}

const READS: Readonly<
  Record<Exclude<SegmentPart, `attribute:${string}`>, readonly Exclude<Column, 'attributes'>[]>
> = {
  agent: ['agent', 'rootName'],
  name: ['rootName'],
  model: ['model'],
  exact_model: ['model'],
  environment: ['environment'],
  prompt: ['promptVersion'],
  provider: ['provider'],
  user: ['userId'],
  import: ['importLabel'],
}

/** What a segmenter reads of a row of `trace`, by the name of the fact. */
export function segmentSources(segmenter: Segmenter): { name: Column; sql: SqlPart }[] {
  const names = new Set(segmenter.flatMap((part) => (isAttribute(part) ? [] : READS[part])))
  const sources: { name: Column; sql: SqlPart }[] = [...names].map((name) => ({
    name,
    sql: sqlPart(COLUMNS[name]),
  }))
  const keys = segmenter.flatMap((part) => attributeOf(part) ?? [])
  const pairs = keys.map(
    () => '?, (SELECT value FROM root_attribute WHERE root_attribute.trace = trace.id AND key = ?)',
  )
  if (keys.length > 0) {
    const sql = sqlPart(`json_object(${pairs.join(', ')})`, ...keys.flatMap((key) => [key, key]))
    sources.push({ name: 'attributes', sql })
  }
  return sources
}

function isAttribute(part: SegmentPart): part is `attribute:${string}` {
  return attributeOf(part) !== null
}

/** The same as columns of a FactsRow; what is not read is NULL. */
export function segmentColumns(segmenter: Segmenter): SqlPart {
  const sources = segmentSources(segmenter)
  const unread = [...Object.keys(COLUMNS), 'attributes'].filter(
    (name) => !sources.some((source) => source.name === name),
  )
  return sqlPart(
    [
      ...sources.map(({ name, sql }) => `${sql.sql} AS ${name}`),
      ...unread.map((name) => `NULL AS ${name}`),
    ].join(', '),
    ...sources.flatMap(({ sql }) => sql.values),
  )
}

/** The facts of such a row, which becomes them. */
export function factsOf<R extends FactsRow>(row: R): Omit<R, 'attributes'> & SegmentFacts {
  const { attributes } = row
  return Object.assign(row, {
    attributes: attributes === null ? null : (JSON.parse(attributes) as Record<string, string | null>),
  })
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
