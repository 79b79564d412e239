import type { DifferingValue } from '../../shared/contract/compare.ts'
import { formatPoints, formatRate } from '../../shared/format.ts'
import styles from './difference-list.module.css'
import table from './table.module.css'
import { Tag } from './tag.tsx'

const LABELS: Record<string, string> = {
  prompt_version: 'prompt version',
  user_id: 'user',
}
/** Other names of the same traces that are shown; the rest is in the title. */
const MOST_ALSO = 2

/** Values that one set of traces has more or less often than another; `a` and `b` name the two in the head. */
export function DifferenceList({
  values,
  a,
  b,
}: {
  values: readonly DifferingValue[]
  a: string
  b: string
}) {
  return (
    <div className={styles.scroll}>
      <table className={table.table}>
        <thead>
          <tr>
            <th>What</th>
            <th>Value</th>
            <th className={table.number}>in {a}</th>
            <th className={table.number}>in {b}</th>
            <th className={table.number}>difference</th>
            <th>The same traces</th>
          </tr>
        </thead>
        <tbody>
          {values.map(({ dimension, value, isVersion, also, ...counts }) => (
            <tr
              key={`${dimension} ${value}`}
              title={`95 % interval ${formatPoints(counts.low)} to ${formatPoints(counts.high)}`}
            >
              <td>
                {isVersion ? (
                  <Tag tone="accent">{LABELS[dimension] ?? dimension}</Tag>
                ) : (
                  (LABELS[dimension] ?? dimension)
                )}
              </td>
              <td className={styles.value} title={value}>
                {value}
              </td>
              <td className={table.number}>{formatRate(counts.a.k / counts.a.n)}</td>
              <td className={table.number}>{formatRate(counts.b.k / counts.b.n)}</td>
              <td className={table.number}>{formatPoints(counts.difference)}</td>
              <td className={styles.also} title={also.join('\n')}>
                {sayAlso(also)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function sayAlso(also: readonly string[]): string {
  const rest = also.length - MOST_ALSO
  return also.slice(0, MOST_ALSO).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}
