import { useMemo } from 'react'
import type { Band, DayRate, Mark } from '../../shared/contract/shifts.ts'
import { formatCount, formatDay, formatRate } from '../../shared/format.ts'
import { DayTicks, PAGE_MARGIN, ValueTick } from './axes.tsx'
import styles from './charts.module.css'
import { frameOf, topRateOf } from '../../shared/chart/frame.ts'
import type { Frame } from '../../shared/chart/frame.ts'
import {
  BaselineBand,
  BaselineEnd,
  DraggedDays,
  RateInterval,
  RateLine,
  ShiftShade,
  VersionMarks,
} from './layers.tsx'
import type { ShiftSpan } from './layers.tsx'
import { fillDays, joinDays, rateOf, wilson } from '../../shared/chart/rate.ts'
import { spanOf, ticksTo } from '../../shared/chart/scale.ts'
import type { Span } from '../../shared/chart/scale.ts'
import { dayNear } from './series-chart.tsx'
import { useDayPointer } from './use-day-pointer.ts'
import { useWidth } from './use-width.ts'

export interface RateChartProps {
  days: readonly DayRate[]
  band: Band | null
  shifts: readonly ShiftSpan[]
  marks: readonly Mark[]
  watchedSince: string | null
  /** The first day the band holds for, where an earlier baseline was left behind. */
  bandFrom?: string | null
  color: string
  label: string
  height?: number
  /** A drag over days asks for them. */
  onZoom?: (span: Span) => void
  /** The day under the pointer in a chart beside it; the crosshair stands there too. */
  pointed?: string | null
  /** Tells the day under the pointer, null when it leaves. */
  onPoint?: (day: string | null) => void
}

const all = () => true
const { left: LEFT, right: RIGHT, top: TOP } = PAGE_MARGIN
const AXIS = 24
/** The scale leaves room for half of the daily intervals: with all of them the rates of small days would lie flat. */
const INTERVAL_QUANTILE = 0.5

/** A category over time as wide as the page: axes, interval of every day, crosshair, drag to zoom. */
export function RateChart({
  band,
  shifts,
  marks,
  watchedSince,
  color,
  label,
  onZoom,
  ...rest
}: RateChartProps) {
  const { days: allDays, height = 260, pointed = null, onPoint, bandFrom = null } = rest
  const [ref, width] = useWidth<HTMLDivElement>(900)
  const days = useMemo(
    () => joinDays(fillDays(allDays), Math.min(600, Math.max(40, width / 2))),
    [allDays, width],
  )
  const span = spanOf(allDays) ?? { from: '2000-01-01', to: '2000-01-01' }
  const frame = frameOf(
    { span, left: LEFT, right: width - RIGHT, top: TOP, bottom: height - AXIS },
    topRateOf(days, band, true, INTERVAL_QUANTILE),
  )
  const pointer = useDayPointer(frame, { onZoom, onPoint })
  const at = pointer.day ?? pointed
  const hovered = at === null ? undefined : dayNear(days, at)
  if (days.length === 0) return <div ref={ref} style={{ height }} />
  return (
    <div ref={ref} className={styles.large}>
      <svg
        className={onZoom ? styles.zoomable : undefined}
        width={width}
        height={height}
        role="img"
        aria-label={label}
        {...pointer.handlers}
      >
        <RateTicks frame={frame} />
        <DayTicks frame={frame} />
        <ShiftShade frame={frame} shifts={shifts} />
        <BaselineBand frame={frame} band={band} from={bandFrom} />
        <BaselineEnd frame={frame} date={watchedSince} />
        <RateInterval frame={frame} days={days} color={color} />
        <VersionMarks frame={frame} marks={marks} labelled={all} />
        <RateLine frame={frame} days={days} color={color} />
        <DraggedDays frame={frame} drag={pointer.drag} />
        {hovered ? <Crosshair frame={frame} day={hovered} color={color} /> : null}
      </svg>
      {hovered ? <DayTip frame={frame} day={hovered} /> : null}
    </div>
  )
}

function RateTicks({ frame }: { frame: Frame }) {
  return ticksTo(frame.topRate, 4).map((rate) => (
    <ValueTick key={rate} frame={frame} y={frame.y(rate)} text={formatRate(rate).replace('.0 %', ' %')} />
  ))
}

function Crosshair({ frame, day, color }: { frame: Frame; day: DayRate; color: string }) {
  const x = frame.x(day.date)
  const rate = rateOf(day)
  return (
    <>
      <line className={styles.crosshair} x1={x} x2={x} y1={frame.top} y2={frame.bottom} />
      {rate === null ? null : <circle cx={x} cy={frame.y(rate)} r="3.5" fill={color} />}
    </>
  )
}

/** Stands on the side of the crosshair where there is room. */
function DayTip({ frame, day }: { frame: Frame; day: DayRate }) {
  const x = frame.x(day.date)
  const interval = wilson(day.k, day.n)
  const onLeft = x > (frame.left + frame.right) / 2
  return (
    <div className={styles.tip} style={onLeft ? { right: frame.right + RIGHT - x + 10 } : { left: x + 10 }}>
      <b>{formatDay(day.date)}</b>
      <div>
        <b>{formatRate(rateOf(day))}</b>
        {interval ? ` (${formatRate(interval.low)} to ${formatRate(interval.high)})` : null}
      </div>
      <div>
        {formatCount(day.k)} of {formatCount(day.n)} sessions
      </div>
      {day.notEvaluable > 0 ? <div>{formatCount(day.notEvaluable)} not evaluable</div> : null}
    </div>
  )
}
