import type { ReactNode } from 'react'
import type { WatchState } from '../../../shared/contract/shifts.ts'
import {
  formatCount,
  formatDay,
  formatDayRange,
  formatExpected,
  formatRate,
  formatRatio,
  formatShortDay,
} from '../../../shared/format.ts'
import { useCall } from '../../api/queries.ts'
import { joinClass } from '../../ui/join-class.ts'
import { type SearchValues, ViewLink } from '../view.ts'
import { hasLaterBaseline } from './baseline-versions.ts'
import styles from './figures.module.css'
import type { ShiftDetail } from './shift-page.tsx'
import { tracesDuring, tracesOfBaseline } from './shift-traces.ts'

/** The numbers a shift is told with, each leading to its traces. */
export function Figures({ detail, watch }: { detail: ShiftDetail; watch: WatchState }) {
  const { shift, first } = detail
  const failing = tracesDuring(shift, watch)
  const open = shift.state === 'open'
  const versions = useCall('baselines.list', {}).data?.versions ?? []
  return (
    <dl className={styles.figures}>
      <Figure
        name="Observed"
        note={
          shift.closedOn
            ? `sessions, ${formatShortDay(shift.onset)} – ${formatShortDay(shift.closedOn)}`
            : `sessions since ${formatDay(shift.onset)}`
        }
        traces={failing}
      >
        {formatCount(shift.observed)}
      </Figure>
      <Figure name="Expected" note="by the baseline, for this traffic">
        {formatExpected(shift.expected)}
      </Figure>
      <Figure
        name="Observed / expected"
        note={`95 % interval ${formatRatio(shift.low)} to ${formatRatio(shift.high)}`}
      >
        {formatRatio(shift.ratio)}×
      </Figure>
      <Figure
        name={open ? 'Rate now' : 'Rate then'}
        note={open ? 'of the sessions since the onset' : 'of the sessions of these days'}
        alarming={open}
        traces={tracesDuring(shift, watch, false)}
      >
        {formatRate(shift.currentRate)}
      </Figure>
      <Figure
        name="Baseline"
        note={watch.baseline ? formatDayRange(watch.baseline.from, watch.baseline.to) : null}
        traces={tracesOfBaseline(shift, watch)}
      >
        {formatRate(shift.baselineRate)}
      </Figure>
      {first && first.expected > 0 && hasLaterBaseline(shift.category, versions) ? (
        <Figure
          name="Against the first baseline"
          note={`${formatCount(first.observed)} observed, ${formatExpected(first.expected)} expected, whole category`}
        >
          {formatRatio(first.observed / first.expected)}×
        </Figure>
      ) : null}
    </dl>
  )
}

function Figure({
  name,
  note,
  alarming = false,
  traces = null,
  children,
}: {
  name: string
  note: string | null
  alarming?: boolean
  traces?: SearchValues | null
  children: ReactNode
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={joinClass(styles.value, alarming && styles.alarming)}>
        {traces ? (
          <ViewLink to="/traces" search={traces} title="Show these traces">
            {children}
          </ViewLink>
        ) : (
          children
        )}
      </dd>
      <dd className={styles.note}>{note}</dd>
    </div>
  )
}
