import { useMemo } from 'react'
import type { Band, DayRate, Mark } from '../../shared/contract/shifts.ts'
import { formatCount, formatRate, formatShortDay } from '../../shared/format.ts'
import styles from './charts.module.css'
import { frameOf, topRateOf } from '../../shared/chart/frame.ts'
import type { Frame } from '../../shared/chart/frame.ts'
import { BaselineBand, BaselineEnd, DraggedDays, RateLine, ShiftShade, VersionMarks } from './layers.tsx'
import type { ShiftSpan } from './layers.tsx'
import { fillDays, joinDays, rateOf } from '../../shared/chart/rate.ts'
import { axisDay, spanOf } from '../../shared/chart/scale.ts'
import type { Span } from '../../shared/chart/scale.ts'
import { useDayPointer } from './use-day-pointer.ts'
import { useWidth } from './use-width.ts'

export interface SeriesChartProps {
  days: readonly DayRate[]
  band: Band | null
  /** The first day the band holds for, where an earlier baseline was left behind. */
  bandFrom?: string | null
  shifts: readonly ShiftSpan[]
  marks: readonly Mark[]
  /** First day after the baseline window. */
  watchedSince: string | null
  color: string
  /** What is drawn, for those who cannot see it. */
  label: string
  height?: number
  /** A drag over days asks for them. */
  onZoom?: (span: Span) => void
  /** A click without a drag. */
  onPick?: () => void
  /** Which versions bear their name; none where absent. */
  labelled?: (mark: Mark) => boolean
}

const PAD = 6
const none = () => false
const AXIS = 20

/** A category over time in the space of a card: line, baseline band, shifts shaded, version marks dashed. */
export function SeriesChart({ band, shifts, marks, watchedSince, color, label, ...rest }: SeriesChartProps) {
  const { days: allDays, height = 96, labelled = none, onZoom, onPick, bandFrom = null } = rest
  const [ref, width] = useWidth<HTMLDivElement>(264)
  const days = useMemo(() => joinDays(fillDays(allDays), Math.max(20, width / 2)), [allDays, width])
  const span = spanOf(allDays) ?? { from: '2000-01-01', to: '2000-01-01' }
  const frame = frameOf(
    { span, left: PAD, right: width - PAD, top: PAD, bottom: height - AXIS },
    topRateOf(days, band, false),
  )
  const pointer = useDayPointer(frame, { onZoom, onPick })
  const hovered = pointer.day === null ? undefined : dayNear(days, pointer.day)
  if (days.length === 0) return <div ref={ref} style={{ height }} />
  return (
    <div ref={ref} className={styles.small}>
      <svg
        className={onZoom ? styles.zoomable : undefined}
        width={width}
        height={height}
        role="img"
        aria-label={label}
        {...pointer.handlers}
      >
        <ShiftShade frame={frame} shifts={shifts} />
        <BaselineBand frame={frame} band={band} from={bandFrom} />
        <BaselineEnd frame={frame} date={watchedSince} />
        <VersionMarks frame={frame} marks={marks} labelled={labelled} />
        <RateLine frame={frame} days={days} color={color} />
        <DraggedDays frame={frame} drag={pointer.drag} />
        {hovered ? (
          <Readout frame={frame} day={hovered} color={color} y={height - 6} />
        ) : (
          <DayAxis frame={frame} watchedSince={watchedSince} y={height - 6} />
        )}
      </svg>
    </div>
  )
}

/** The last point at or before a day: with joined days a point stands for those that follow it. */
export function dayNear(days: readonly DayRate[], date: string): DayRate | undefined {
  return days.findLast((day) => day.date <= date) ?? days[0]
}

/** Room a label needs so that the three do not touch. */
const LABEL_ROOM = 52

function DayAxis({ frame, watchedSince, y }: { frame: Frame; watchedSince: string | null; y: number }) {
  const middle = watchedSince === null ? null : frame.x(watchedSince)
  const fits = middle !== null && middle > frame.left + LABEL_ROOM && middle < frame.right - LABEL_ROOM
  return (
    <>
      <text className={styles.label} x={frame.left} y={y}>
        {axisDay(frame.span, frame.span.from)}
      </text>
      {fits && watchedSince ? (
        <text className={styles.label} x={middle} y={y} textAnchor="middle">
          {axisDay(frame.span, watchedSince)}
        </text>
      ) : null}
      <text className={styles.label} x={frame.right} y={y} textAnchor="end">
        {axisDay(frame.span, frame.span.to)}
      </text>
    </>
  )
}

/** The numbers of the day under the pointer, in the place of the axis. */
function Readout({ frame, day, color, y }: { frame: Frame; day: DayRate; color: string; y: number }) {
  const x = frame.x(day.date)
  const rate = rateOf(day)
  return (
    <>
      <line className={styles.crosshair} x1={x} x2={x} y1={frame.top} y2={frame.bottom} />
      {rate === null ? null : <circle cx={x} cy={frame.y(rate)} r="3" fill={color} />}
      <text className={styles.readout} x={frame.left} y={y}>
        {formatShortDay(day.date)}
      </text>
      <text className={styles.readout} x={frame.right} y={y} textAnchor="end">
        {formatRate(rate)} · {formatCount(day.k)} of {formatCount(day.n)}
      </text>
    </>
  )
}
