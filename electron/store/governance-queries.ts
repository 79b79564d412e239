import type { MethodOutput, ParsedInput } from '../../shared/contract.ts'
import { dayOf } from '../../shared/format.ts'
import { withClock } from '../../shared/model/clock.ts'
import { readModelName, sameMaker } from '../../shared/model/model-name.ts'
import type { EvaluatorKind } from '../../shared/model/score.ts'
import type { ReadConnection } from './connection.ts'
import { DAY_US, scopeConditions } from './scope-sql.ts'
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
  firstUs: number
  lastUs: number
}

/** The traces of one agent that began on one day (days since 1970; null where the export told no time). */
interface Coverage {
  agent: string | null
  day: number | null
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
      const coverage = rows<Coverage>(coverageSql(where))
      return {
        agents: Array.from(
          Map.groupBy(coverage, ({ agent }) => agent),
          ([agent, cells]) =>
            describeAgent(
              agent,
              total(cells),
              groups.filter((group) => group.agent === agent),
              (models.get(agent) ?? []).map(({ model }) => model),
              incomplete.get(agent) ?? 0,
            ),
        ).toSorted((a, b) => b.traces - a.traces),
        unknownModels: [...new Set(told.map(({ model }) => model))].filter(isUnknown).toSorted(),
        days: [...withClock(coverageByDay(coverage))],
        rulers: changedRulers(groups),
      }
    },
  }
}

function coverageSql(where: SqlPart): string {
  return `SELECT agent, start_us / ${DAY_US} AS day, count(*) AS traces,
      sum(EXISTS (SELECT 1 FROM score WHERE score.trace = trace.id)) AS evaluated
    FROM trace WHERE ${where.sql} GROUP BY agent, day ORDER BY agent, day`
}

function total(cells: readonly Coverage[]): Pick<Coverage, 'traces' | 'evaluated'> {
  return {
    traces: cells.reduce((sum, { traces }) => sum + traces, 0),
    evaluated: cells.reduce((sum, { evaluated }) => sum + evaluated, 0),
  }
}

function coverageByDay(coverage: readonly Coverage[]): Governance['days'] {
  const days = Map.groupBy(coverage, ({ day }) => (day === null ? null : dayOf(day * DAY_US)))
  return Array.from(days, ([date, cells]) => (date === null ? [] : [{ date, ...total(cells) }]))
    .flat()
    .toSorted((one, other) => one.date.localeCompare(other.date))
}

function scoreSql(where: SqlPart): string {
  return `SELECT trace.agent, score.name, evaluator_kind AS kind, judge, rubric, rubric_version AS rubricVersion,
      count(*) AS scores, min(ifnull(trace.start_us, 0)) AS firstUs, max(ifnull(trace.start_us, 0)) AS lastUs
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
  agent: string | null,
  { traces, evaluated }: Pick<Coverage, 'traces' | 'evaluated'>,
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
