import type { CategoryInfo } from '../../../shared/contract/categories.ts'
import type { Mark, ShiftRow, WatchState } from '../../../shared/contract/shifts.ts'
import {
  daysBetween,
  formatCount,
  formatDay,
  formatExpected,
  formatPoints,
  formatRate,
  formatRatio,
} from '../../../shared/format.ts'
import { SeriesChart } from '../../charts/series-chart.tsx'
import { SplitBar } from '../../charts/split-bar.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { CategoryDot, useCategoryColor } from '../../ui/category-color.tsx'
import { Sentence } from '../../ui/sentence.tsx'
import { ShiftTags } from '../../ui/shift-tags.tsx'
import { Tag } from '../../ui/tag.tsx'
import { pathTo, useSetSearch, ViewLink } from '../view.ts'
import styles from './shift-card.module.css'

export interface ShiftCardProps {
  shift: ShiftRow
  category: CategoryInfo | undefined
  watch: WatchState
}

/** One shift as a colleague would tell it, with what it rests on and the way to its traces. */
export function ShiftCard({ shift, category, watch }: ShiftCardProps) {
  const color = useCategoryColor(shift.category)
  const setSearch = useSetSearch()
  const name = category?.name ?? shift.category
  const open = shift.state === 'open'
  const page = pathTo('shifts', shift.id)
  const traces = tracesOf(shift)
  return (
    <article className={styles.card} aria-label={`${name}, ${shift.state} shift`}>
      <div className={styles.words}>
        <div className={styles.kicker}>
          <CategoryDot category={shift.category} />
          <ViewLink to={pathTo('categories', shift.category)} className={styles.name}>
            {name}
          </ViewLink>
          <ShiftTags shift={shift} lastClosedDay={watch.lastClosedDay} />
          {shift.segment ? <Tag>{shift.segment}</Tag> : null}
        </div>
        <p className={styles.sentence}>
          <ViewLink to={page} className={styles.title}>
            <Sentence text={shift.sentence} strong={shift.currentRate} calm={!open} />
          </ViewLink>
        </p>
        <div className={styles.meta}>
          <span>
            observed{' '}
            <ViewLink {...traces} className={styles.number} title="Show these traces">
              {formatCount(shift.observed)}
            </ViewLink>
            , expected <b>{formatExpected(shift.expected)}</b>
          </span>
          <span>
            ratio <b>{formatRatio(shift.ratio)}</b> ({formatRatio(shift.low)} – {formatRatio(shift.high)})
          </span>
          <span className={styles.pair}>
            behaviour <b>{formatPoints(shift.behaviour)}</b>
            <SplitBar behaviour={shift.behaviour} mix={shift.mix} color={color} />
            traffic <b>{formatPoints(shift.mix)}</b>
          </span>
        </div>
        <div className={styles.actions}>
          <ViewLink to={page} className={buttonClass(open ? 'primary' : 'default')} data-row>
            Investigate
          </ViewLink>
          <ViewLink {...traces} className={buttonClass()}>
            Show the traces
          </ViewLink>
        </div>
      </div>
      <div className={styles.chart}>
        <SeriesChart
          days={shift.days}
          band={shift.band}
          bandFrom={shift.isAccepted ? shift.closedOn : null}
          shifts={[shift]}
          marks={shift.marks}
          watchedSince={watch.watchedSince}
          color={color}
          height={104}
          onZoom={(span) => setSearch({ ...span })}
          labelled={(mark) => isCandidate(mark, shift.onset)}
          label={`${name}: ${formatRate(shift.currentRate)} since ${formatDay(shift.onset)}, ${formatRate(shift.baselineRate)} in the baseline`}
        />
      </div>
    </article>
  )
}

/** A new version is a candidate cause of a shift up to a week later (Tidemark's drift rules, "Versions"). */
const CAUSE_DAYS = 7

function isCandidate(mark: Mark, onset: string): boolean {
  const days = daysBetween(mark.date, onset)
  return days >= 0 && days <= CAUSE_DAYS
}

/** The traces that make up a shift: its category, from the onset until it closed. */
function tracesOf(shift: ShiftRow) {
  return {
    to: '/traces',
    search: {
      filter: `category:${shift.category}`,
      from: shift.onset,
      ...(shift.closedOn ? { to: shift.closedOn } : {}),
      ...(shift.segment ? { segment: shift.segment } : {}),
    },
  }
}
