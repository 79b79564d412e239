import { useDeferredValue, useState } from 'react'
import { formatCount, formatDay, formatPlural, formatTime } from '../../../../shared/format.ts'
import { filterTerm } from '../../../../shared/filter/filter-term.ts'
import { useCall } from '../../../api/queries.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { LegibleText } from '../../../ui/legible-text.tsx'
import { messageOf } from '../../../ui/states.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { titleOf } from '../trace-header.tsx'
import styles from './compare.module.css'

const LISTED = 8

/** Chooses the trace to lay beside this one: one of its like without a failure, an id, or whatever a filter finds. */
export function ChooseTrace({
  traceId,
  onChoose,
  onClose,
}: {
  traceId: string
  onChoose: (traceId: string) => void
  onClose: () => void
}) {
  const [typed, setTyped] = useState('')
  const wanted = useDeferredValue(typed.trim())
  const similar = useCall('trace.similar', { traceId })
  const listed = useCall('traces.list', { filter: wanted, limit: LISTED + 1 }, { keepPrevious: true })
  // An id is no word of the filter language; it may be pasted as it is.
  const byId = useCall(
    'traces.list',
    { filter: filterTerm('trace', wanted), limit: 1 },
    { enabled: wanted !== '' },
  )
  const rows = (listed.data?.rows ?? []).filter((row) => row.traceId !== traceId).slice(0, LISTED)
  const named = byId.data?.rows[0]
  const baseline = similar.data?.baseline ?? null
  return (
    <Dialog open onClose={onClose} label="Compare with another trace" className={styles.chooser}>
      <h2>Compare with another trace</h2>
      <TextField
        label="Trace id or filter"
        placeholder="Trace id, words, or a filter such as agent:booking -category:*"
        data-autofocus
        value={typed}
        problem={wanted !== '' && listed.isError && named === undefined ? messageOf(listed.error) : undefined}
        onChange={(event) => setTyped(event.target.value)}
      />
      {named === undefined || named.traceId === traceId ? null : (
        <Choices title="With this id" traces={[named]} onChoose={onChoose} />
      )}
      {wanted === '' && (similar.data?.traces.length ?? 0) > 0 ? (
        <Choices
          title={
            baseline === null
              ? 'Most like this one, without a failure'
              : `Most like this one, without a failure, of the baseline ${formatDay(baseline.from)} to ${formatDay(baseline.to)}`
          }
          traces={similar.data?.traces ?? []}
          onChoose={onChoose}
        />
      ) : null}
      {listed.isError ? null : (
        <Choices
          title={
            wanted === ''
              ? 'Newest traces'
              : listed.data?.next
                ? `The newest ${formatCount(rows.length)} that match; narrow the filter for others`
                : formatPlural(rows.length, 'match', 'matches')
          }
          traces={rows}
          onChoose={onChoose}
        />
      )}
    </Dialog>
  )
}

function Choices({
  title,
  traces,
  onChoose,
}: {
  title: string
  traces: readonly { traceId: string; name: string; startUs: number; inputPreview: string | null }[]
  onChoose: (traceId: string) => void
}) {
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {traces.map((trace) => (
          <li key={trace.traceId}>
            <button type="button" onClick={() => onChoose(trace.traceId)} title={trace.traceId}>
              <span dir="auto">
                <LegibleText text={titleOf(trace)} />
              </span>
              <span>{formatTime(trace.startUs)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
