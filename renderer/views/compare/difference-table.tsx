import { formatPlural, formatPoints, formatRate } from '../../../shared/format.ts'
import type { Scope } from '../../../shared/contract/schemas.ts'
import { useCall } from '../../api/queries.ts'
import { Card } from '../../ui/card.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { Tag } from '../../ui/tag.tsx'
import styles from './plain-table.module.css'

const LABELS: Record<string, string> = {
  prompt_version: 'prompt version',
  user_id: 'user',
}
/** Other names of the same traces that are shown; the rest is in the title. */
const MOST_ALSO = 2

/** Which versions, tools and attributes the traces of b have more or less often than those of a. */
export function DifferenceTable({ a, b, scope }: { a: string; b: string; scope: Scope }) {
  const answer = useCall('compare.differs', { ...scope, a, b }, { keepPrevious: true })
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  const { data } = answer
  return (
    <Card aria-busy={answer.isPlaceholderData}>
      <h2>What differs</h2>
      {!data ? (
        <Loading label="Loading what differs" lines={4} />
      ) : (
        <>
          {data.values.length === 0 ? (
            <p className={styles.more}>
              Nothing beyond chance among {formatPlural(data.tested, 'value')} of versions, tools and
              attributes.
            </p>
          ) : (
            <div className={styles.scroll}>
              <table className={table.table}>
                <thead>
                  <tr>
                    <th>What</th>
                    <th>Value</th>
                    <th className={table.number}>in a</th>
                    <th className={table.number}>in b</th>
                    <th className={table.number}>b − a</th>
                    <th>The same traces</th>
                  </tr>
                </thead>
                <tbody>
                  {data.values.map(({ dimension, value, isVersion, also, ...counts }) => (
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
          )}
          {[
            ...(data.left > 0
              ? [`${formatPlural(data.left, 'value')} more that differ are not listed.`]
              : []),
            ...data.notes,
          ].map((note) => (
            <p key={note} className={styles.more}>
              {note}
            </p>
          ))}
        </>
      )}
    </Card>
  )
}

function sayAlso(also: readonly string[]): string {
  const rest = also.length - MOST_ALSO
  return also.slice(0, MOST_ALSO).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}
