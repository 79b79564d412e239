import { formatPlural } from '../../../shared/format.ts'
import type { Scope } from '../../../shared/contract/schemas.ts'
import { useCall } from '../../api/queries.ts'
import { Card } from '../../ui/card.tsx'
import { DifferenceList } from '../../ui/difference-list.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'
import styles from './plain-table.module.css'

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
            <DifferenceList values={data.values} a="a" b="b" />
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
