import type { Mark } from '../../shared/contract/shifts.ts'
import { formatDay } from '../../shared/format.ts'
import { DayTicks, PAGE_MARGIN, ValueTick } from './axes.tsx'
import styles from './charts.module.css'
import { evidenceText } from './evidence-text.ts'
import { frameOf } from '../../shared/chart/frame.ts'
import type { Frame } from '../../shared/chart/frame.ts'
import { ShiftShade, VersionMarks } from './layers.tsx'
import type { ShiftSpan } from './layers.tsx'
import { linePath, lonePoints } from '../../shared/chart/line-path.ts'
import { decadesOf, logY } from './log-scale.ts'
import type { Span } from '../../shared/chart/scale.ts'
import { useDayPointer } from './use-day-pointer.ts'
import { useWidth } from './use-width.ts'

/** Evidence at the end of a day as a share of what raises an alert: 1 is the threshold. */
export interface EvidencePoint {
  date: string
  value: number
}

export interface EvidenceChartProps {
  evidence: readonly EvidencePoint[]
  /** The days of the chart it stands below. */
  span: Span
  shifts: readonly ShiftSpan[]
  marks: readonly Mark[]
  color: string
  label: string
  height?: number
  onZoom?: (span: Span) => void
  pointed: string | null
  onPoint: (day: string | null) => void
}

const AXIS = 24
const none = () => false

/** How the evidence gathered, on a logarithmic axis: it spans orders of magnitude. Days without any are gaps. */
export function EvidenceChart({ evidence, span, shifts, marks, color, label, ...rest }: EvidenceChartProps) {
  const { height = 150, onZoom, pointed, onPoint } = rest
  const [ref, width] = useWidth<HTMLDivElement>(900)
  const { left, right, top } = PAGE_MARGIN
  const frame = frameOf({ span, left, right: width - right, top, bottom: height - AXIS }, 1)
  const shown = evidence.filter(({ date }) => date >= span.from && date <= span.to)
  const decades = decadesOf(shown.map(({ value }) => value))
  const y = logY(decades, frame.top, frame.bottom)
  const pointer = useDayPointer(frame, { onZoom, onPoint })
  const at = pointer.day ?? pointed
  const hovered = at === null ? undefined : shown.find(({ date }) => date === at)
  const points = shown.map(({ date, value }) => ({ x: frame.x(date), y: y(value) }))
  const powers = Array.from({ length: decades.high - decades.low + 1 }, (_, index) => decades.low + index)
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
        {powers.map((power) => (
          <ValueTick key={power} frame={frame} y={y(10 ** power)} text={tickText(power)} />
        ))}
        <DayTicks frame={frame} />
        <ShiftShade frame={frame} shifts={shifts} />
        <VersionMarks frame={frame} marks={marks} labelled={none} />
        <Threshold frame={frame} y={y(1)} />
        <path className={styles.line} d={linePath(points)} stroke={color} />
        {lonePoints(points).map((point) => (
          <circle key={point.x} cx={point.x} cy={point.y} r="2.5" fill={color} />
        ))}
        {shown.map(({ date, value }) =>
          value >= 1 ? <circle key={date} cx={frame.x(date)} cy={y(value)} r="3.2" fill={color} /> : null,
        )}
        {at === null ? null : (
          <line
            className={styles.crosshair}
            x1={frame.x(at)}
            x2={frame.x(at)}
            y1={frame.top}
            y2={frame.bottom}
          />
        )}
      </svg>
      {hovered ? <EvidenceTip frame={frame} day={hovered} /> : null}
    </div>
  )
}

/** A line each power of ten; those far below the threshold by their power. */
function tickText(power: number): string {
  return power >= 0 ? String(10 ** power) : (10 ** power).toFixed(-power)
}

function Threshold({ frame, y }: { frame: Frame; y: number }) {
  return (
    <>
      <line className={styles.threshold} x1={frame.left} x2={frame.right} y1={y} y2={y} />
      <text className={styles.label} x={frame.left + 6} y={y - 5}>
        alert
      </text>
    </>
  )
}

function EvidenceTip({ frame, day }: { frame: Frame; day: EvidencePoint }) {
  const x = frame.x(day.date)
  const onLeft = x > (frame.left + frame.right) / 2
  return (
    <div
      className={styles.tip}
      style={onLeft ? { right: frame.right + PAGE_MARGIN.right - x + 10 } : { left: x + 10 }}
    >
      <b>{formatDay(day.date)}</b>
      <div>{evidenceText(day.value)}</div>
    </div>
  )
}
