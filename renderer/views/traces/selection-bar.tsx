import { filterTerm } from '../../../shared/filter/filter-term.ts'
import { formatPlural } from '../../../shared/format.ts'
import type { TraceRow } from '../../../shared/contract/schemas.ts'
import { Button } from '../../ui/button.tsx'
import { LabelMenu } from '../../ui/label-menu.tsx'
import { tellNotice } from '../../ui/notices.ts'
import { pathTo, useGoTo, useSetSearch } from '../view.ts'
import styles from './selection-bar.module.css'
import type { useListLabels } from './use-list-labels.ts'

/** A filter may have 4,000 characters (contract of `traces.list`). */
const LONGEST_FILTER = 4000

/** What can be done with the traces that are marked. */
export function SelectionBar({
  traces,
  labelling,
  onClear,
}: {
  traces: readonly TraceRow[]
  labelling: ReturnType<typeof useListLabels>
  onClear: () => void
}) {
  const ids = traces.map(({ traceId }) => traceId)
  const goTo = useGoTo()
  const setSearch = useSetSearch()
  if (ids.length === 0) return null
  const terms = ids.map((id) => filterTerm('trace', id)).join(' OR ')
  const [first = '', second] = ids
  const isLong = terms.length + 2 > LONGEST_FILTER
  const tooMany = isLong ? 'Too many for one filter: mark fewer' : undefined
  const copy = async () => {
    await navigator.clipboard.writeText(ids.join('\n'))
    tellNotice(`${formatPlural(ids.length, 'trace id')} copied`)
  }
  return (
    <div className={styles.bar} role="toolbar" aria-label="Marked traces">
      <b>{formatPlural(ids.length, 'trace')} marked</b>
      {second === undefined ? (
        <Button onClick={() => goTo(pathTo('traces', first))}>Open</Button>
      ) : (
        <Button disabled={isLong} title={tooMany} onClick={() => setSearch({ filter: terms, row: null })}>
          Show only these
        </Button>
      )}
      {ids.length === 2 && second !== undefined ? (
        <Button onClick={() => goTo(pathTo('traces', first), { against: second })}>Compare the two</Button>
      ) : (
        <Button
          disabled={isLong}
          title={tooMany}
          onClick={() => goTo('/compare', { a: `-(${terms})`, b: terms })}
        >
          Compare with the rest
        </Button>
      )}
      <LabelMenu
        keys={labelling.keys}
        labels={labelling.labels}
        chosen={
          new Set(labelling.labels.filter((label) => traces.every((trace) => trace.labels.includes(label))))
        }
        onToggle={(label) => labelling.toggle(traces, label)}
      />
      <Button onClick={() => void copy()}>Copy ids</Button>
      <Button variant="quiet" onClick={onClear}>
        Clear
      </Button>
    </div>
  )
}
