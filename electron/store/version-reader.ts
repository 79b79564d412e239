import type { Segmenter } from '../../shared/model/segmenter.ts'
import type { ReadConnection } from './connection.ts'
import { DAY_US } from './scope-sql.ts'
import { segmentSources } from './segment-facts.ts'
import { type SqlPart, sqlPart } from './sql-part.ts'

/** Traces with one version on one day. */
export interface VersionTraces {
  kind: 'prompt' | 'tools' | 'called' | 'model' | 'answered' | 'provider' | 'agent' | 'rubric' | 'judge'
  /** Template of a prompt ('' where it is not known), hash of a tool set, else a name. */
  version: string
  recorded: string
  /** The agent whose call it was, '' where none is named, and where it is no matter of an agent. */
  agent: string
  traceAgent: string | null
  rootName: string
  model: string | null
  /** What the segmenter reads besides agent, root and model, as JSON; null where it reads nothing else. */
  facts: string | null
  /** Days since 1970; null without a clock. */
  day: number | null
  firstUs: number
  lastUs: number
  traces: number
}

const USES =
  'FROM version_use AS use CROSS JOIN found_version AS found ON found.id = use.version CROSS JOIN trace ON trace.id = use.trace'

const VERSION = "iif(found.kind = 'prompt', ifnull(found.template, ''), found.key)"

const GROUP = 'trace.agent, trace.name, trace.model, day, facts'

/** Facts that every row has, whatever traffic is split by. */
const ALWAYS: ReadonlySet<string> = new Set(['agent', 'rootName', 'model'])

/** The part of a select that is the same of every kind of version, with what the segmenter reads besides. */
function ofTrace(segmenter: Segmenter): SqlPart {
  const sources = segmentSources(segmenter)
  const isUsual = sources.every(({ name }) => ALWAYS.has(name))
  const pairs = sources.map(({ name, sql }) => `'${name}', ${sql.sql}`).join(', ')
  return sqlPart(
    `trace.agent AS traceAgent, trace.name AS rootName, trace.model AS model,
      iif(synthetic_time, NULL, start_us / ${DAY_US}) AS day, min(start_us) AS firstUs, max(start_us) AS lastUs,
      ${isUsual ? 'NULL' : `json_object(${pairs})`} AS facts`,
    ...(isUsual ? [] : sources.flatMap(({ sql }) => sql.values)),
  )
}

const found = (trace: string): string => `
  SELECT found.kind, ${VERSION} AS version, recorded, use.agent, ${trace}, count(DISTINCT use.trace) AS traces
  ${USES} GROUP BY found.kind, ${VERSION}, recorded, use.agent, ${GROUP}`

/** Traces with any version of a kind. */
const totals = (trace: string): string => `
  SELECT found.kind, '' AS version, '' AS recorded, use.agent, ${trace}, count(DISTINCT use.trace) AS traces
  ${USES} GROUP BY found.kind, use.agent, ${GROUP}`

const ofColumn = (kind: string, column: string, trace: string): string => `
  SELECT '${kind}' AS kind, ${column} AS version, '' AS recorded, '' AS agent, ${trace}, count(*) AS traces
  FROM trace WHERE ${column} IS NOT NULL AND span_count > 0 GROUP BY ${column}, ${GROUP}`

const ofScores = (kind: string, label: string, trace: string): string => `
  SELECT '${kind}' AS kind, ${label} AS version, '' AS recorded, '' AS agent, ${trace}, count(DISTINCT score.trace) AS traces
  FROM score CROSS JOIN trace ON trace.id = score.trace WHERE ${label} IS NOT NULL
  GROUP BY ${label}, ${GROUP}`

/**
 * What every trace was made and judged with, by version, agent, day and what the segmenter reads. Nothing may be written on
 * the connection meanwhile.
 */
export function* versionTraces({ db }: ReadConnection, segmenter: Segmenter): Generator<VersionTraces> {
  const trace = ofTrace(segmenter)
  const queries = [
    found(trace.sql),
    ofColumn('provider', 'trace.provider', trace.sql),
    ofColumn('agent', 'ifnull(trace.agent, trace.name)', trace.sql),
    ofScores('rubric', "rubric || ifnull(' ' || rubric_version, '')", trace.sql),
    ofScores('judge', 'judge', trace.sql),
  ]
  for (const sql of queries) yield* db.prepare<unknown[], VersionTraces>(sql).iterate(...trace.values)
}

/** The same for any version of a kind that the analysis finds. */
export function* versionTotals({ db }: ReadConnection, segmenter: Segmenter): Generator<VersionTraces> {
  const trace = ofTrace(segmenter)
  yield* db.prepare<unknown[], VersionTraces>(totals(trace.sql)).iterate(...trace.values)
}

/** Names of roots that stand for an agent where none is named; at most `limit`. */
export function countRootNames({ db }: ReadConnection, limit: number): number {
  return (
    db
      .prepare<[number], number>(
        'SELECT count(*) FROM (SELECT DISTINCT name FROM trace WHERE agent IS NULL LIMIT ?)',
      )
      .pluck()
      .get(limit) ?? 0
  )
}

/** Declarations of the tool sets that were found, by hash. */
export function toolSetTexts({ db }: ReadConnection): Map<string, string> {
  const rows = db
    .prepare<[], [string, string]>("SELECT key, ifnull(detail, '[]') FROM found_version WHERE kind = 'tools'")
    .raw()
    .all()
  return new Map(rows)
}
