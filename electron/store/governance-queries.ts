import type { MethodOutput, ParsedInput } from '../../shared/contract.ts'
import { withClock } from '../../shared/model/clock.ts'
import { readModelName, sameMaker } from '../../shared/model/model-name.ts'
import type { EvaluatorKind } from '../../shared/model/score.ts'
import type { ReadConnection } from './connection.ts'
import { scopeConditions } from './scope-sql.ts'
import { joinParts, type SqlPart } from './sql-part.ts'

type Governance = MethodOutput<'governance.overview'>
type AgentRow = Governance['agents'][number]
type Ruler = Governance['rulers'][number]

interface ScoreGroup {
  agent: string | null
  name: string
  kind: EvaluatorKind | null
  judge: string | null
  rubric: string | null
  rubricVersion: string | null
  scores: number
  traces: number
  firstUs: number
  lastUs: number
}

interface TraceGroup {
  agent: string | null
  traces: number
  evaluated: number
}

/** Who was evaluated by whom, and with which rulers: what a comparison of scores rests on. */
export function governanceQueries({ db }: ReadConnection) {
  return {
    overview(scope: ParsedInput<'governance.overview'>): Governance {
      const where = joinParts(scopeConditions(db, scope), ' AND ', '1')
      const rows = <Row>(sql: string): Row[] => db.prepare<unknown[], Row>(sql).all(...where.values)
      const groups = rows<ScoreGroup>(scoreSql(where))
      const incomplete = new Map(
        rows<{ agent: string | null; traces: number }>(incompleteSql(where)).map((row) => [
          row.agent,
          row.traces,
        ]),
      )
      const told = rows<{ agent: string | null; model: string }>(
        `SELECT DISTINCT agent, model FROM trace WHERE model IS NOT NULL AND (${where.sql})`,
      )
      const models = Map.groupBy(told, ({ agent }) => agent)
      return {
        agents: rows<TraceGroup>(agentSql(where)).map((row) =>
          describeAgent(
            row,
            groups.filter(({ agent }) => agent === row.agent),
            (models.get(row.agent) ?? []).map(({ model }) => model),
            incomplete.get(row.agent) ?? 0,
          ),
        ),
        unknownModels: [...new Set(told.map(({ model }) => model))].filter(isUnknown).toSorted(),
        days: [...withClock(rows<Governance['days'][number]>(daySql(where)))],
        rulers: changedRulers(groups),
      }
    },
  }
}

const EVALUATED = 'EXISTS (SELECT 1 FROM score WHERE score.trace = trace.id)'

function agentSql(where: SqlPart): string {
  return `SELECT agent, count(*) AS traces, sum(${EVALUATED}) AS evaluated FROM trace
    WHERE ${where.sql} GROUP BY agent ORDER BY traces DESC, agent`
}

function daySql(where: SqlPart): string {
  return `SELECT count(*) AS traces, sum(${EVALUATED}) AS evaluated, date(start_us / 1000000, 'unixepoch') AS date
    FROM trace WHERE start_us IS NOT NULL AND (${where.sql}) GROUP BY date ORDER BY date`
}

function scoreSql(where: SqlPart): string {
  return `SELECT trace.agent, score.name, evaluator_kind AS kind, judge, rubric, rubric_version AS rubricVersion,
      count(*) AS scores, count(DISTINCT score.trace) AS traces, min(ifnull(trace.start_us, 0)) AS firstUs,
      max(ifnull(trace.start_us, 0)) AS lastUs
    FROM score JOIN trace ON trace.id = score.trace WHERE ${where.sql}
    GROUP BY trace.agent, score.name, evaluator_kind, judge, rubric, rubric_version ORDER BY scores DESC`
}

function incompleteSql(where: SqlPart): string {
  return `SELECT trace.agent, count(DISTINCT finding.trace) AS traces FROM category
    CROSS JOIN finding ON finding.category = category.id AND finding.current = 1
    JOIN trace ON trace.id = finding.trace
    WHERE category.name = 'trace_incomplete' AND (${where.sql}) GROUP BY trace.agent`
}

function isUnknown(model: string): boolean {
  const { maker, router } = readModelName(model)
  return maker === null && !router
}

function describeAgent(
  { agent, traces, evaluated }: TraceGroup,
  groups: readonly ScoreGroup[],
  models: readonly string[],
  incomplete: number,
): AgentRow {
  const by = (kind: EvaluatorKind): number =>
    groups.filter((group) => group.kind === kind).reduce((sum, { scores }) => sum + scores, 0)
  const judges = new Set(
    groups.filter(({ kind }) => kind !== 'human' && kind !== 'code').map(({ judge }) => judge),
  )
  const ownJudges = Array.from(judges).flatMap((judge) =>
    judge === null
      ? []
      : models.filter((model) => sameMaker(judge, model) === true).map((model) => ({ judge, model })),
  )
  return {
    agent,
    traces,
    evaluated,
    byPerson: by('human'),
    byModel: by('llm'),
    byCode: by('code'),
    incomplete,
    ownJudges,
  }
}

/** Scores of one name that were given by more than one judge, rubric or version of it: they cannot be compared. */
function changedRulers(groups: readonly ScoreGroup[]): Ruler[] {
  const byScore = Map.groupBy(groups, ({ agent, name }) => JSON.stringify([agent, name]))
  return Array.from(byScore.values()).flatMap((versions) => {
    const [first] = versions
    if (first === undefined || versions.length < 2) return []
    return [
      {
        agent: first.agent,
        score: first.name,
        versions: versions
          .toSorted((a, b) => a.firstUs - b.firstUs)
          .map(({ judge, rubric, rubricVersion, scores, firstUs, lastUs }) => ({
            judge,
            rubric,
            rubricVersion,
            scores,
            firstUs,
            lastUs,
          })),
      },
    ]
  })
}
