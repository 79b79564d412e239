import type { ShiftRow, WatchState } from '../../../shared/contract/shifts.ts'
import { daysBetween, formatDay, formatDays } from '../../../shared/format.ts'
import { useAddToReport } from '../../api/working-report.ts'
import { Button } from '../../ui/button.tsx'
import { CategoryDot } from '../../ui/category-color.tsx'
import { Sentence } from '../../ui/sentence.tsx'
import { ShiftTags } from '../../ui/shift-tags.tsx'
import { Tag } from '../../ui/tag.tsx'
import { pathTo, ViewLink } from '../view.ts'
import styles from './shift-header.module.css'

/** The sentence, how the shift stands, and its days. */
export function ShiftHeader({
  shift,
  name,
  watch,
  place,
  count,
}: {
  shift: ShiftRow
  name: string
  watch: WatchState
  /** Its place in the list, from 1; 0 where it has none. */
  place: number
  count: number
}) {
  const add = useAddToReport()
  return (
    <header>
      <div className={styles.kicker}>
        <CategoryDot category={shift.category} />
        <ViewLink to={pathTo('categories', shift.category)} className={styles.name}>
          {name}
        </ViewLink>
        <ShiftTags shift={shift} lastClosedDay={watch.lastClosedDay} />
        {shift.segment ? <Tag>{shift.segment}</Tag> : null}
        {place > 0 ? (
          <span className={styles.place}>
            shift {place} of {count}
          </span>
        ) : null}
        <Button
          className={styles.report}
          disabled={add.isPending}
          onClick={() => add.mutate([{ kind: 'shifts', pick: [shift.id] }])}
        >
          {add.isSuccess ? 'Added to the report' : 'Add to report'}
        </Button>
      </div>
      <h1 className={styles.sentence}>
        <Sentence text={shift.sentence} strong={shift.currentRate} calm={shift.state === 'closed'} />
      </h1>
      <dl className={styles.dates}>
        {datesOf(shift, watch.lastClosedDay).map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </header>
  )
}

function datesOf(shift: ShiftRow, lastClosedDay: string | null): [string, string][] {
  const { onset, openedOn, closedOn, isAccepted } = shift
  const last = closedOn ?? lastClosedDay
  const dates: [string, string][] = [
    ['Onset', formatDay(onset)],
    ['Alert', `${formatDay(openedOn)}, ${formatDays(daysBetween(onset, openedOn))} later`],
  ]
  if (closedOn) dates.push([isAccepted ? 'Accepted' : 'Closed', formatDay(closedOn)])
  if (last) dates.push([closedOn ? 'Lasted' : 'So far', formatDays(daysBetween(onset, last) + 1)])
  return dates
}
