import { useCall } from '../../api/queries.ts'
import type { MethodOutput } from '../../../shared/contract.ts'
import { dayOf, formatCount, formatPlural, formatRate, formatShortDay } from '../../../shared/format.ts'
import { MiniLine } from '../../charts/mini-line.tsx'
import { ErrorState } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { Tag } from '../../ui/tag.tsx'
import { useScope } from '../view.ts'
import styles from './evaluations.module.css'
import { Section } from './section.tsx'

type Governance = MethodOutput<'governance.overview'>
type Ruler = Governance['rulers'][number]

/** Rows beyond these are counted. */
const AGENTS = 12
const RULERS = 8
const MODELS = 6

/** Who was evaluated by whom: coverage by agent, judges of the generator's own maker, scores that cannot be compared. */
export function Evaluations() {
  const scope = useScope()
  const answer = useCall('governance.overview', scope, { keepPrevious: true })
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  const { data } = answer
  if (data === undefined || data.agents.length === 0) return null
  return (
    <div className={styles.evaluations}>
      <Section title="Evaluations" note={coverageOf(data)}>
        <AgentTable data={data} />
      </Section>
      {data.unknownModels.length > 0 ? (
        <p className={styles.note}>
          Of no known maker, so that neither a substitution nor a judge of the same kind can be told:{' '}
          {data.unknownModels.slice(0, MODELS).join(', ')}
          {data.unknownModels.length > MODELS
            ? ` and ${formatCount(data.unknownModels.length - MODELS)} more`
            : ''}
          .
        </p>
      ) : null}
      {data.rulers.length > 0 ? (
        <Section
          title="Scores that cannot be compared"
          note="one name, given by several judges, rubrics or versions of a rubric"
        >
          <RulerTable rulers={data.rulers} />
        </Section>
      ) : null}
    </div>
  )
}

function coverageOf({ agents, days }: Governance): string {
  const traces = agents.reduce((sum, agent) => sum + agent.traces, 0)
  const evaluated = agents.reduce((sum, agent) => sum + agent.evaluated, 0)
  if (evaluated === 0) return 'nothing in this range was evaluated by anybody'
  const last = days.findLast((day) => day.evaluated > 0)
  const until = last === undefined || last === days.at(-1) ? '' : `, none since ${formatShortDay(last.date)}`
  return `${formatRate(evaluated / traces)} of ${formatPlural(traces, 'trace')} have a score${until}`
}

function AgentTable({ data: { agents, days } }: { data: Governance }) {
  return (
    <>
      <div className={table.scroll}>
        <table className={table.table}>
          <thead>
            <tr>
              <th>Agent</th>
              <th className={table.number}>Traces</th>
              <th className={table.number}>Evaluated</th>
              <th className={table.number}>By people</th>
              <th className={table.number}>By models</th>
              <th className={table.number}>By code</th>
              <th>Judges of the model’s own maker</th>
              <th className={table.number}>Incomplete traces</th>
            </tr>
          </thead>
          <tbody>
            {agents.slice(0, AGENTS).map((row) => (
              <tr key={row.agent ?? ''}>
                <td className={table.name}>{row.agent ?? 'no agent named'}</td>
                <td className={table.number}>{formatCount(row.traces)}</td>
                <td className={table.number}>{formatRate(row.evaluated / row.traces)}</td>
                <td className={table.number}>{countOrNone(row.byPerson)}</td>
                <td className={table.number}>{countOrNone(row.byModel)}</td>
                <td className={table.number}>{countOrNone(row.byCode)}</td>
                <td title={row.ownJudges.map(({ judge, model }) => `${judge} judges ${model}`).join('\n')}>
                  {judgesOf(row.ownJudges)}
                </td>
                <td className={table.number}>{countOrNone(row.incomplete)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.course}>
        {agents.length > AGENTS ? <span>{formatCount(agents.length - AGENTS)} more agents</span> : null}
        {days.length > 1 ? (
          <>
            <span>Evaluated by day</span>
            <span className={styles.line}>
              <MiniLine
                values={days.map((day) => day.evaluated / day.traces)}
                label={`Share of traces with a score, ${days[0]?.date} to ${days.at(-1)?.date}`}
              />
            </span>
          </>
        ) : null}
      </div>
    </>
  )
}

function judgesOf(pairs: Governance['agents'][number]['ownJudges']) {
  const judges = [...new Set(pairs.map(({ judge }) => judge))]
  if (judges.length === 0) return '–'
  return (
    <>
      <Tag tone="warn">own maker</Tag> {judges.join(', ')}
    </>
  )
}

function RulerTable({ rulers }: { rulers: readonly Ruler[] }) {
  return (
    <div className={table.scroll}>
      <table className={table.table}>
        <thead>
          <tr>
            <th>Score</th>
            <th>Agent</th>
            <th>Judge</th>
            <th>Rubric</th>
            <th className={table.number}>Scores</th>
            <th>Traces from</th>
            <th>to</th>
          </tr>
        </thead>
        <tbody>
          {rulers.slice(0, RULERS).flatMap(({ agent, score, versions }) =>
            versions.map((version, index) => (
              <tr key={JSON.stringify([agent, score, version])}>
                <td className={table.name}>{index === 0 ? score : ''}</td>
                <td>{index === 0 ? (agent ?? 'no agent named') : ''}</td>
                <td>{version.judge ?? '–'}</td>
                <td>{rubricOf(version)}</td>
                <td className={table.number}>{formatCount(version.scores)}</td>
                <td>{dayText(version.firstUs)}</td>
                <td>{dayText(version.lastUs)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  )
}

function rubricOf({ rubric, rubricVersion }: Ruler['versions'][number]): string {
  if (rubric === null) return rubricVersion ?? '–'
  return rubricVersion === null ? rubric : `${rubric} · ${rubricVersion}`
}

function countOrNone(count: number): string {
  return count === 0 ? '–' : formatCount(count)
}

function dayText(us: number): string {
  const day = us === 0 ? null : dayOf(us)
  return day === null ? '–' : formatShortDay(day)
}
