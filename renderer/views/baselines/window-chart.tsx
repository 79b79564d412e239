import type { DayRange } from '../../../shared/model/policy.ts'
import { formatCount, formatDay, formatDayRange } from '../../../shared/format.ts'
import { axisDay, dayScale, dayTicks, spanOf, type Span } from '../../../shared/chart/scale.ts'
import { useDayPointer } from '../../charts/use-day-pointer.ts'
import { useWidth } from '../../charts/use-width.ts'
import type { DaySessions } from './timeline.tsx'
import styles from './window-chart.module.css'

const HEIGHT = 128
const AXIS = 22
const PAD = 8

/** Sessions a day with the chosen window shaded and the excluded days hatched; a drag chooses other days. */
export function WindowChart({
  days,
  window,
  excluded,
  onWindow,
}: {
  days: readonly DaySessions[]
  window: Span | null
  excluded: readonly DayRange[]
  onWindow: (span: Span) => void
}) {
  const [ref, width] = useWidth<HTMLDivElement>(900)
  const span = spanOf(days) ?? { from: '2000-01-01', to: '2000-01-01' }
  const [left, right] = [PAD, width - PAD]
  const pointer = useDayPointer({ span, left, right }, { onZoom: onWindow })
  const x = dayScale(span, left, right)
  const half = (right - left) / Math.max(1, days.length - 1) / 2
  const most = Math.max(1, ...days.map(({ sessions }) => sessions))
  const bottom = HEIGHT - AXIS
  const shown = pointer.drag ?? window
  const hovered = days.find(({ date }) => date === pointer.day)
  const isOut = (date: string) => excluded.some((range) => date >= range.from && date <= range.to)
  const isIn = (date: string) => shown !== null && date >= shown.from && date <= shown.to
  return (
    <div ref={ref} className={styles.chart}>
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={`Sessions a day${window ? `; chosen: ${formatDayRange(window.from, window.to)}` : ''}. The dates below choose the same.`}
        className={styles.zoomable}
        {...pointer.handlers}
      >
        {shown ? (
          <rect
            className={styles.window}
            x={x(shown.from) - half}
            width={Math.max(2, x(shown.to) - x(shown.from) + 2 * half)}
            y={0}
            height={bottom}
            rx={3}
          />
        ) : null}
        {days.map(({ date, sessions }) => (
          <rect
            key={date}
            className={isOut(date) ? styles.out : isIn(date) ? styles.in : styles.day}
            x={x(date) - half * 0.72}
            width={Math.max(1, half * 1.44)}
            y={bottom - (sessions / most) * (bottom - 8)}
            height={(sessions / most) * (bottom - 8)}
          />
        ))}
        <line className={styles.base} x1={0} x2={width} y1={bottom} y2={bottom} />
        {dayTicks(span, right - left).map((date) => (
          <text
            key={date}
            className={styles.axis}
            x={x(date)}
            y={HEIGHT - 6}
            textAnchor={x(date) > right - 20 ? 'end' : x(date) < left + 20 ? 'start' : 'middle'}
          >
            {axisDay(span, date)}
          </text>
        ))}
      </svg>
      <p className={styles.note}>
        {hovered
          ? `${formatDay(hovered.date)}: ${formatCount(hovered.sessions)} sessions${isOut(hovered.date) ? ', excluded' : ''}`
          : 'Drag over the days, or use the dates and proposals.'}
      </p>
    </div>
  )
}
