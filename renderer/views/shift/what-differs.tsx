import type { WatchState } from '../../../shared/contract/shifts.ts'
import { addDays, formatPlural } from '../../../shared/format.ts'
import { useCall } from '../../api/queries.ts'
import { DifferenceList } from '../../ui/difference-list.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'
import styles from './causes.module.css'
import { Section } from './section.tsx'
import type { ShiftDetail } from './shift-page.tsx'

/** What the failing traces of the shift have more often than the traces before it: versions first. */
export function WhatDiffers({ detail: { shift }, watch }: { detail: ShiftDetail; watch: WatchState }) {
  const to = shift.closedOn ?? watch.lastClosedDay ?? shift.openedOn
  const answer = useCall('compare.differs', {
    segment: shift.segment ?? undefined,
    a: `to:${addDays(shift.onset, -1)}`,
    b: `category:${shift.category} from:${shift.onset} to:${to}`,
  })
  return (
    <Section title="What differs" note="failing traces since the onset against all before it">
      {answer.error ? (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      ) : !answer.data ? (
        <Loading label="Loading what differs" lines={4} />
      ) : answer.data.values.length === 0 ? (
        <p className={styles.none}>
          Nothing beyond chance among {formatPlural(answer.data.tested, 'value')} of versions, tools and
          attributes.
        </p>
      ) : (
        <DifferenceList values={answer.data.values} a="before" b="failing" />
      )}
    </Section>
  )
}
