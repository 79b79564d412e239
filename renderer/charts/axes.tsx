import styles from './charts.module.css'
import type { Frame } from '../../shared/chart/frame.ts'
import { axisDay, dayTicks } from '../../shared/chart/scale.ts'

/** Margins in pixels that all charts as wide as a page share, so that their days stand below each other. */
export const PAGE_MARGIN = { left: 46, right: 8, top: 14 } as const

/** Half a day's name. */
const TICK_ROOM = 14

/** A line across the chart with its value at the left. */
export function ValueTick({ frame, y, text }: { frame: Frame; y: number; text: string }) {
  return (
    <g>
      <line className={styles.grid} x1={frame.left} x2={frame.right} y1={y} y2={y} />
      <text className={styles.label} x={frame.left - 8} y={y + 3.5} textAnchor="end">
        {text}
      </text>
    </g>
  )
}

/** The lower edge and the days below it. */
export function DayTicks({ frame }: { frame: Frame }) {
  return (
    <>
      <line className={styles.axis} x1={frame.left} x2={frame.right} y1={frame.bottom} y2={frame.bottom} />
      {dayTicks(frame.span, frame.right - frame.left).map((date) => (
        <text
          key={date}
          className={styles.label}
          x={frame.x(date)}
          y={frame.bottom + 16}
          textAnchor={frame.x(date) > frame.right - TICK_ROOM ? 'end' : 'middle'}
        >
          {axisDay(frame.span, date)}
        </text>
      ))}
    </>
  )
}
