import type { ReadConnection } from './connection.ts'
import { DAY_US } from './scope-sql.ts'

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
  /** Days since 1970; null without a clock. */
  day: number | null
  firstUs: number
  lastUs: number
  traces: number
}

const OF_TRACE = `trace.agent AS traceAgent, trace.name AS rootName, trace.model AS model,
  iif(synthetic_time, NULL, start_us / ${DAY_US}) AS day, min(start_us) AS firstUs, max(start_us) AS lastUs`

const USES =
  'FROM version_use AS use CROSS JOIN found_version AS found ON found.id = use.version CROSS JOIN trace ON trace.id = use.trace'

const VERSION = "iif(found.kind = 'prompt', ifnull(found.template, ''), found.key)"

const FOUND = `
  SELECT found.kind, ${VERSION} AS version, recorded, use.agent, ${OF_TRACE}, count(DISTINCT use.trace) AS traces
  ${USES} GROUP BY found.kind, ${VERSION}, recorded, use.agent, trace.agent, trace.name, trace.model, day`

/** Traces with any version of a kind. */
const TOTALS = `
  SELECT found.kind, '' AS version, '' AS recorded, use.agent, ${OF_TRACE}, count(DISTINCT use.trace) AS traces
  ${USES} GROUP BY found.kind, use.agent, trace.agent, trace.name, trace.model, day`

const ofTrace = (kind: string, column: string): string => `
  SELECT '${kind}' AS kind, ${column} AS version, '' AS recorded, '' AS agent, ${OF_TRACE}, count(*) AS traces
  FROM trace WHERE ${column} IS NOT NULL AND span_count > 0 GROUP BY ${column}, trace.agent, trace.name, trace.model, day`

const ofScores = (kind: string, label: string): string => `
  SELECT '${kind}' AS kind, ${label} AS version, '' AS recorded, '' AS agent, ${OF_TRACE}, count(DISTINCT score.trace) AS traces
  FROM score CROSS JOIN trace ON trace.id = score.trace WHERE ${label} IS NOT NULL
  GROUP BY ${label}, trace.agent, trace.name, trace.model, day`

const QUERIES = [
  FOUND,
  ofTrace('provider', 'trace.provider'),
  ofTrace('agent', 'ifnull(trace.agent, trace.name)'),
  ofScores('rubric', "rubric || ifnull(' ' || rubric_version, '')"),
  ofScores('judge', 'judge'),
]

/** What every trace was made and judged with, by version, agent and day. Nothing may be written on the connection meanwhile. */
export function* versionTraces({ db }: ReadConnection): Generator<VersionTraces> {
  for (const sql of QUERIES) yield* db.prepare<[], VersionTraces>(sql).iterate()
}

/** The same for any version of a kind that the analysis finds. */
export function* versionTotals({ db }: ReadConnection): Generator<VersionTraces> {
  yield* db.prepare<[], VersionTraces>(TOTALS).iterate()
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
