import type { Band, DayRate, Mark } from '../../shared/contract/shifts.ts'
import { formatDay } from '../../shared/format.ts'
import styles from './charts.module.css'
import type { Frame } from '../../shared/chart/frame.ts'
import { areaPath, linePath, lonePoints } from '../../shared/chart/line-path.ts'
import { markText } from '../../shared/chart/mark-text.ts'
import { placeMarks } from '../../shared/chart/place-marks.ts'
import { rateOf, wilson } from '../../shared/chart/rate.ts'
import type { Span } from '../../shared/chart/scale.ts'

/** A shift as charts know it. */
export interface ShiftSpan {
  id: string
  onset: string
  closedOn: string | null
}

/** The normal range of the baseline, over the whole width or from a day on: what the line is to be read against. */
export function BaselineBand({
  frame,
  band,
  from = null,
}: {
  frame: Frame
  band: Band | null
  from?: string | null
}) {
  const left = from === null ? frame.left : Math.max(frame.left, frame.x(from))
  if (!band || left >= frame.right) return null
  const high = frame.y(band.high)
  const low = frame.y(band.low)
  return (
    <rect
      className={styles.band}
      x={left}
      y={high}
      width={frame.right - left}
      height={Math.max(2, low - high)}
    />
  )
}

/** From the onset of a shift to its end, or to the edge while it is open. */
export function ShiftShade({ frame, shifts }: { frame: Frame; shifts: readonly ShiftSpan[] }) {
  return shifts.map((shift) => {
    const from = Math.max(frame.left, frame.x(shift.onset))
    const to = Math.min(frame.right, shift.closedOn ? frame.x(shift.closedOn) : frame.right)
    if (to < frame.left || from > frame.right) return null
    return (
      <rect
        key={shift.id}
        className={styles.shade}
        x={from}
        y={frame.top}
        width={Math.max(2, to - from)}
        height={frame.bottom - frame.top}
      />
    )
  })
}

/** Where a version was first seen; only those that `labelled` picks bear their name, all of them tell it on hovering. */
export function VersionMarks({
  frame,
  marks,
  labelled,
}: {
  frame: Frame
  marks: readonly Mark[]
  labelled: (mark: Mark) => boolean
}) {
  const inside = marks
    .map((mark) => ({ mark, x: frame.x(mark.date), label: markText(mark) }))
    .filter(({ x }) => x >= frame.left && x <= frame.right)
  const named = placeMarks(
    inside.filter(({ mark }) => labelled(mark)),
    frame,
  )
  return (
    <>
      {inside.map(({ mark, x, label }) => (
        <g key={`${mark.date} ${mark.kind} ${mark.label} ${mark.agent}`}>
          <title>{`${label}, first seen ${formatDay(mark.date)}${mark.agent ? `, ${mark.agent}` : ''}`}</title>
          <line className={styles.mark} x1={x} x2={x} y1={frame.top} y2={frame.bottom} />
        </g>
      ))}
      {named.map(({ x, text, side }) => (
        <text
          key={`${x} ${text}`}
          className={styles.label}
          x={side === 'left' ? x - 4 : x + 4}
          y={frame.top + 8}
          textAnchor={side === 'left' ? 'end' : 'start'}
        >
          {text}
        </text>
      ))}
    </>
  )
}

/** The end of the baseline window: from here on the watch compares. */
export function BaselineEnd({ frame, date }: { frame: Frame; date: string | null }) {
  if (!date) return null
  const x = frame.x(date)
  if (x <= frame.left || x >= frame.right) return null
  return <line className={styles.baselineEnd} x1={x} x2={x} y1={frame.top} y2={frame.bottom} />
}

/** Daily rates, broken where nothing was judged. */
export function RateLine({ frame, days, color }: { frame: Frame; days: readonly DayRate[]; color: string }) {
  const points = days.map((day) => {
    const rate = rateOf(day)
    return { x: frame.x(day.date), y: rate === null ? null : frame.y(rate) }
  })
  return (
    <>
      <path className={styles.line} d={linePath(points)} stroke={color} />
      {lonePoints(points).map(({ x, y }) => (
        <circle key={x} cx={x} cy={y} r="2.5" fill={color} />
      ))}
    </>
  )
}

/** Days nearer than this, in pixels, would make a hatching of their bars. */
const LEAST_BAR_STEP = 5

/** The 95 % interval of every day's rate: a thin bar each, a faint area where the days lie close. */
export function RateInterval({
  frame,
  days,
  color,
}: {
  frame: Frame
  days: readonly DayRate[]
  color: string
}) {
  const points = days.map((day) => {
    const interval = wilson(day.k, day.n)
    return {
      x: frame.x(day.date),
      low: interval ? frame.y(interval.low) : null,
      high: interval ? frame.y(interval.high) : null,
    }
  })
  const step = (frame.right - frame.left) / Math.max(1, points.length - 1)
  const isClose = step < LEAST_BAR_STEP
  const alone = new Set(lonePoints(points.map(({ x, low }) => ({ x, y: low }))).map(({ x }) => x))
  return (
    <>
      {isClose ? <path className={styles.intervalArea} d={areaPath(points)} fill={color} /> : null}
      {points.map(({ x, low, high }) =>
        low !== null && high !== null && (!isClose || alone.has(x)) ? (
          <line key={x} className={styles.interval} x1={x} x2={x} y1={low} y2={high} stroke={color} />
        ) : null,
      )}
    </>
  )
}

/** The days a drag has passed over. */
export function DraggedDays({ frame, drag }: { frame: Frame; drag: Span | null }) {
  if (!drag) return null
  return (
    <rect
      className={styles.drag}
      x={frame.x(drag.from)}
      y={frame.top}
      width={frame.x(drag.to) - frame.x(drag.from)}
      height={frame.bottom - frame.top}
    />
  )
}
