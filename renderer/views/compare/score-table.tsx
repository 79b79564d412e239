import type { ComparedScoreRow } from '../../../shared/contract/compare.ts'
import { formatCount } from '../../../shared/format.ts'
import { Card } from '../../ui/card.tsx'
import table from '../../ui/table.module.css'
import { formatScore, rulerOf } from './compare-words.ts'
import styles from './plain-table.module.css'
import { VerdictTag } from './verdict-tag.tsx'

/** Scores by what they were measured with; never two rulers in one row. */
export function ScoreTable({ scores }: { scores: readonly ComparedScoreRow[] }) {
  if (scores.length === 0) return null
  return (
    <Card>
      <h2>Scores</h2>
      <div className={styles.scroll}>
        <table className={table.table}>
          <thead>
            <tr>
              <th>Score</th>
              <th>Ruler</th>
              <th className={table.number}>a</th>
              <th className={table.number}>b</th>
              <th className={table.number}>b − a</th>
              <th>95 % interval</th>
              <th>b is</th>
            </tr>
          </thead>
          <tbody>
            {scores.map((score) => (
              <tr
                key={`${score.name} ${rulerOf(score)}`}
                title={`p ${score.p.toPrecision(2)}, adjusted ${score.adjustedP.toPrecision(2)}`}
              >
                <td className={table.name}>{score.name}</td>
                <td className={styles.wrap}>{rulerOf(score) || score.evaluatorKind || '–'}</td>
                {([score.a, score.b] as const).map(({ mean, n }, side) => (
                  <td key={side === 0 ? 'a' : 'b'} className={table.number}>
                    {formatScore(mean)}
                    <small>of {formatCount(n)}</small>
                  </td>
                ))}
                <td className={table.number}>{formatScore(score.difference)}</td>
                <td className={styles.interval}>
                  {score.low === null || score.high === null
                    ? '–'
                    : `${formatScore(score.low)} to ${formatScore(score.high)}`}
                </td>
                <td>
                  <VerdictTag verdict={score.verdict} higher="accent" lower="accent" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}
