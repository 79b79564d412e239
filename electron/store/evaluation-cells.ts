import type { Database } from 'better-sqlite3'
import type { EvaluatorKind } from '../../shared/model/score.ts'
import { DAY_US, scopeConditions } from './scope-sql.ts'
import { joinParts, type SqlPart } from './sql-part.ts'

/** A policy watches fewer. */
const MOST_SEGMENTS = 100

/** Counts of one agent on one day; days count since 1970, 0 where the export told no time. */
interface Cell {
  agent: string | null
  day: number
}

export interface CoverageCell extends Cell {
  model: string | null
  traces: number
  evaluated: number
}

export interface ScoreCell extends Cell {
  name: string
  kind: EvaluatorKind | null
  judge: string | null
  rubric: string | null
  rubricVersion: string | null
  scores: number
  firstUs: number
  lastUs: number
}

export interface IncompleteCell extends Cell {
  traces: number
}

/** What was evaluated by whom, as counts by day: any range of days is a sum of them. */
export interface EvaluationCells {
  coverage: readonly CoverageCell[]
  scores: readonly ScoreCell[]
  incomplete: readonly IncompleteCell[]
}

/** Reads the cells of the traces that a condition holds for: a second for some 300,000 traces. */
function readCells(db: Database, where: SqlPart): EvaluationCells {
  const rows = <Row>(sql: string): Row[] => db.prepare<unknown[], Row>(sql).all(...where.values)
  return {
    coverage: rows(
      `SELECT agent, model, start_us / ${DAY_US} AS day, count(*) AS traces,
         sum(EXISTS (SELECT 1 FROM score WHERE score.trace = trace.id)) AS evaluated
       FROM trace WHERE ${where.sql} GROUP BY agent, model, day ORDER BY agent, day`,
    ),
    scores: rows(
      `SELECT trace.agent, start_us / ${DAY_US} AS day, score.name, evaluator_kind AS kind, judge, rubric,
         rubric_version AS rubricVersion, count(*) AS scores, min(start_us) AS firstUs, max(start_us) AS lastUs
       FROM score JOIN trace ON trace.id = score.trace WHERE ${where.sql}
       GROUP BY trace.agent, score.name, evaluator_kind, judge, rubric, rubric_version, day`,
    ),
    incomplete: rows(
      `SELECT trace.agent, start_us / ${DAY_US} AS day, count(DISTINCT finding.trace) AS traces FROM category
       CROSS JOIN finding ON finding.category = category.id AND finding.current = 1
       JOIN trace ON trace.id = finding.trace
       WHERE category.name = 'trace_incomplete' AND (${where.sql}) GROUP BY trace.agent, day`,
    ),
  }
}

interface Kept {
  version: unknown
  bySegment: Map<string | undefined, EvaluationCells>
}

const kept = new WeakMap<Database, Kept>()

/** The cells of a segment, or of all traces, over all days: read once for every state of the workspace. */
export function keptCells(db: Database, segment: string | undefined): EvaluationCells {
  const version = db.pragma('data_version', { simple: true })
  const before = kept.get(db)
  const bySegment: Kept['bySegment'] = before && before.version === version ? before.bySegment : new Map()
  kept.set(db, { version, bySegment })
  const known = bySegment.get(segment)
  if (known) return known
  const cells = readCells(db, joinParts(scopeConditions(db, { segment }), ' AND ', '1'))
  // Names that nobody watches come out of old links and must not pile up.
  if (bySegment.size < MOST_SEGMENTS) bySegment.set(segment, cells)
  return cells
}

/** The cells of a range of days, both inclusive. */
export function cellsBetween(
  { coverage, scores, incomplete }: EvaluationCells,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): EvaluationCells {
  const first = from === undefined ? Number.NEGATIVE_INFINITY : dayNumber(from)
  const last = to === undefined ? Number.POSITIVE_INFINITY : dayNumber(to)
  const isIn = ({ day }: Cell): boolean => day >= first && day <= last
  return {
    coverage: coverage.filter(isIn),
    scores: scores.filter(isIn),
    incomplete: incomplete.filter(isIn),
  }
}

function dayNumber(date: string): number {
  return (Date.parse(`${date}T00:00Z`) * 1000) / DAY_US
}
