import { useQueries } from '@tanstack/react-query'
import type { RulerRow, RulerScore } from '../../../../shared/contract/rulers.ts'
import { formatCount, formatPlural, formatRate, formatShortDay } from '../../../../shared/format.ts'
import { callOptions } from '../../../api/queries.ts'
import { Card } from '../../../ui/card.tsx'
import table from '../../../ui/table.module.css'
import { Tag } from '../../../ui/tag.tsx'
import { useScope } from '../../view.ts'
import { BridgeRow } from './bridge-row.tsx'
import { RulerChart } from './ruler-chart.tsx'
import {
  INDEPENDENCE,
  judgeText,
  periodText,
  rubricText,
  rulerColor,
  SCALE_WORDS,
  standingOf,
} from './ruler-words.ts'
import styles from './rulers.module.css'

/** Rows, lines and bridges beyond these are counted. */
const ROWS = 12
const BRIDGES = 6

/** One score: its rulers, a line each, and what bridges them. */
export function ScoreCard({ score: { score, rulers, breaks, pairs } }: { score: RulerScore }) {
  const shown = rulers.slice(0, ROWS)
  const scales = [...new Set(rulers.map(({ scale }) => SCALE_WORDS[scale]))].join(', ')
  return (
    <Card aria-label={`Score ${score}`} className={styles.card}>
      <h2>
        {score} <span>{scales}</span>
        {rulers.length > 1 ? (
          <Tag tone="warn" title="Their scores are never put together.">
            {formatPlural(rulers.length, 'ruler')}
          </Tag>
        ) : null}
      </h2>
      <RulerTable score={score} rulers={shown} all={rulers.length} />
      <Lines score={score} rulers={shown} breaks={breaks} />
      {breaks.length > 0 ? (
        <p className={styles.note}>
          The dashed {breaks.length === 1 ? 'line is' : 'lines are'} where the ruler changed (
          {breaks.map(({ date }) => formatShortDay(date)).join(', ')}): what moved with it is no drift of the
          agent.
        </p>
      ) : null}
      {pairs.length > 0 ? (
        <ul className={styles.bridges} aria-label={`What bridges the rulers of ${score}`}>
          {pairs.slice(0, BRIDGES).map(({ a, b }) => (
            <BridgeRow key={`${a} ${b}`} a={a} b={b} />
          ))}
        </ul>
      ) : null}
      {pairs.length > BRIDGES ? (
        <p className={styles.note}>
          {formatPlural(pairs.length - BRIDGES, 'more pair')} of rulers judged the same traces, not shown
        </p>
      ) : null}
    </Card>
  )
}

function RulerTable({ score, rulers, all }: { score: string; rulers: readonly RulerRow[]; all: number }) {
  return (
    <>
      <div className={table.scroll} tabIndex={0} role="region" aria-label={`Rulers of ${score}`}>
        <table className={table.table}>
          <thead>
            <tr>
              <th>Rubric</th>
              <th>Judge</th>
              <th>Traces from – to</th>
              <th className={table.number}>Scores</th>
              <th className={table.number} title="Share of the traces in range that have such a score">
                Coverage
              </th>
              <th className={table.number}>Stands at</th>
              <th>95 % interval</th>
              <th>Independence</th>
            </tr>
          </thead>
          <tbody>
            {rulers.map((ruler, index) => (
              <Row key={ruler.id} ruler={ruler} color={rulerColor(index, rulers.length)} />
            ))}
          </tbody>
        </table>
      </div>
      {all > rulers.length ? (
        <p className={styles.note}>{formatPlural(all - rulers.length, 'more ruler')}, not shown</p>
      ) : null}
    </>
  )
}

function Row({ ruler, color }: { ruler: RulerRow; color: string }) {
  const { text, interval } = standingOf(ruler)
  const isPartly = ruler.valued > 0 && ruler.valued < ruler.scores
  const kin = INDEPENDENCE[ruler.independence.verdict]
  const models = ruler.independence.models.join(', ')
  return (
    <tr>
      <td className={table.name} title={ruler.name}>
        <i className={styles.dot} style={{ background: color }} />
        {rubricText(ruler)}
      </td>
      <td>{judgeText(ruler)}</td>
      <td>{periodText(ruler)}</td>
      <td
        className={table.number}
        title={
          isPartly
            ? 'The others have a label that says neither pass nor fail, or no value at all.'
            : undefined
        }
      >
        {isPartly
          ? `${formatCount(ruler.valued)} of ${formatCount(ruler.scores)}`
          : formatCount(ruler.scores)}
      </td>
      <td
        className={table.number}
        title={ruler.coverage === null ? 'The traces it judged are not in this workspace.' : undefined}
      >
        {formatRate(ruler.coverage)}
      </td>
      <td className={table.number}>{text}</td>
      <td>{interval ?? '–'}</td>
      <td title={models === '' ? kin.title : `${kin.title}: ${models}`}>
        {ruler.independence.verdict === 'no_model' ? '–' : <Tag tone={kin.tone}>{kin.text}</Tag>}
      </td>
    </tr>
  )
}

function Lines({
  score,
  rulers,
  breaks,
}: {
  score: string
  rulers: readonly RulerRow[]
  breaks: RulerScore['breaks']
}) {
  const scope = useScope()
  const dated = rulers.filter(({ firstDay, lastDay }) => firstDay !== null && firstDay !== lastDay)
  const answers = useQueries({
    queries: dated.map(({ id }) => callOptions('rulers.series', { ...scope, score, ruler: id })),
  })
  const series = dated.flatMap((ruler, index) => {
    const { data } = answers[index] ?? {}
    if (data === undefined || data.days.length === 0) return []
    const color = rulerColor(rulers.indexOf(ruler), rulers.length)
    return [
      { id: ruler.id, name: rubricText(ruler), color, scale: data.scale, label: data.label, days: data.days },
    ]
  })
  if (series.length === 0) return null
  const labels = [...new Set(series.map(({ label }) => label).filter((label) => label !== null))]
  return (
    <>
      <RulerChart score={score} series={series} breaks={breaks} />
      {labels.length > 0 ? (
        <p className={styles.note}>Drawn is the share of the most frequent label: {labels.join(', ')}.</p>
      ) : null}
    </>
  )
}
