import { formatRatio } from '../../../../shared/format.ts'
import { useCall } from '../../../api/queries.ts'
import { ErrorState } from '../../../ui/states.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { VERDICTS } from './ruler-words.ts'
import styles from './rulers.module.css'

/** What two rulers say of the same traces: the verdict, the sentence, and the figures behind it. */
export function BridgeRow({ a, b }: { a: string; b: string }) {
  const answer = useCall('rulers.bridge', { a, b })
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  const { data } = answer
  if (data === undefined) return null
  const { text, tone } = VERDICTS[data.verdict]
  const figures = figuresOf(data)
  return (
    <li className={styles.bridge}>
      <Tag tone={tone}>{text}</Tag>
      <div>
        <p>{data.sentence}</p>
        {figures === '' ? null : <p className={styles.figures}>{figures}</p>}
      </div>
    </li>
  )
}

function figuresOf({
  outcomes,
  kappa,
  weights,
  correlation,
}: {
  outcomes: readonly { outcome: string; onlyA: number; onlyB: number; p: number }[]
  kappa: { kappa: number; low: number; high: number } | null
  weights: string
  correlation: number | null
}): string {
  const parts: string[] = []
  if (kappa)
    parts.push(
      `${weights === 'quadratic' ? 'weighted kappa' : 'kappa'} ${kappa.kappa.toFixed(2)} (${kappa.low.toFixed(2)} to ${kappa.high.toFixed(2)})`,
    )
  if (correlation !== null) parts.push(`correlation ${formatRatio(correlation)}`)
  const [first] = outcomes
  if (first)
    parts.push(
      `${first.onlyA} only under the first, ${first.onlyB} only under the second (McNemar p ${pText(first.p)})`,
    )
  return parts.join(' · ')
}

function pText(p: number): string {
  return p < 0.001 ? '< .001' : p.toFixed(3).replace(/^0/, '')
}
