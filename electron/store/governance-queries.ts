import type { MethodOutput, ParsedInput } from '../../shared/contract.ts'
import { dayOf } from '../../shared/format.ts'
import { withClock } from '../../shared/model/clock.ts'
import { readModelName, sameMaker } from '../../shared/model/model-name.ts'
import type { EvaluatorKind } from '../../shared/model/score.ts'
import type { ReadConnection } from './connection.ts'
import { cellsBetween, type CoverageCell, keptCells, type ScoreCell } from './evaluation-cells.ts'
import { DAY_US } from './scope-sql.ts'

type Governance = MethodOutput<'governance.overview'>
type AgentRow = Governance['agents'][number]
type Ruler = Governance['rulers'][number]

/** Scores that one judge gave one agent by one rubric, over all days. */
type ScoreGroup = Omit<ScoreCell, 'day'>

/** Who was evaluated by whom, and with which rulers: what a comparison of scores rests on. */
export function governanceQueries({ db }: ReadConnection) {
  return {
    overview(scope: ParsedInput<'governance.overview'>): Governance {
      const cells = cellsBetween(keptCells(db, scope.segment), scope)
      const { coverage } = cells
      const groups = overAllDays(cells.scores)
      const told = coverage.flatMap(({ model }) => model ?? [])
      return {
        agents: Array.from(
          Map.groupBy(coverage, ({ agent }) => agent),
          ([agent, own]) =>
            describeAgent(
              agent,
              total(own),
              groups.filter((group) => group.agent === agent),
              [...new Set(own.flatMap(({ model }) => model ?? []))],
              cells.incomplete
                .filter((cell) => cell.agent === agent)
                .reduce((sum, { traces }) => sum + traces, 0),
            ),
        ).toSorted((a, b) => b.traces - a.traces),
        unknownModels: [...new Set(told)].filter(isUnknown).toSorted(),
        days: [...withClock(coverageByDay(coverage))],
        rulers: changedRulers(groups),
      }
    },
  }
}

/** The groups of scores, the largest first. */
function overAllDays(cells: readonly ScoreCell[]): ScoreGroup[] {
  const groups = new Map<string, ScoreGroup>()
  for (const { day: _day, ...cell } of cells) {
    const { agent, name, kind, judge, rubric, rubricVersion } = cell
    const key = JSON.stringify([agent, name, kind, judge, rubric, rubricVersion])
    const before = groups.get(key) ?? { ...cell, scores: 0 }
    groups.set(key, {
      ...before,
      scores: before.scores + cell.scores,
      firstUs: Math.min(before.firstUs, cell.firstUs),
      lastUs: Math.max(before.lastUs, cell.lastUs),
    })
  }
  return [...groups.values()].toSorted((a, b) => b.scores - a.scores)
}

function total(cells: readonly CoverageCell[]): Pick<CoverageCell, 'traces' | 'evaluated'> {
  return {
    traces: cells.reduce((sum, { traces }) => sum + traces, 0),
    evaluated: cells.reduce((sum, { evaluated }) => sum + evaluated, 0),
  }
}

function coverageByDay(coverage: readonly CoverageCell[]): Governance['days'] {
  const days = Map.groupBy(coverage, ({ day }) => dayOf(day * DAY_US))
  return Array.from(days, ([date, cells]) => (date === null ? [] : [{ date, ...total(cells) }]))
    .flat()
    .toSorted((one, other) => one.date.localeCompare(other.date))
}

function isUnknown(model: string): boolean {
  const { maker, router } = readModelName(model)
  return maker === null && !router
}

function describeAgent(
  agent: string | null,
  { traces, evaluated }: Pick<CoverageCell, 'traces' | 'evaluated'>,
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
