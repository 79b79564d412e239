import { daysBetween } from '../../shared/format.ts'
import { useWidth } from './use-width.ts'
import styles from './charts.module.css'

const HEIGHT = 22

/**
 * What share of something a version had, day by day: a step for every day from `from` to `to`, full height for all of it.
 * Rows with the same two days can be read against each other. `mark` is a day with a dashed line.
 */
export function ShareArea({
  days,
  from,
  to,
  mark = null,
  label,
}: {
  days: readonly { date: string; traces: number; total: number }[]
  from: string
  to: string
  mark?: string | null
  label: string
}) {
  const [ref, width] = useWidth<HTMLDivElement>(200)
  const count = daysBetween(from, to) + 1
  const step = width / Math.max(1, count)
  const bars = days.filter(({ traces, date }) => traces > 0 && date >= from && date <= to)
  return (
    <div ref={ref} className={styles.mini}>
      <svg width={width} height={HEIGHT} role="img" aria-label={label}>
        <line x1="0" x2={width} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className={styles.axis} />
        {bars.map(({ date, traces, total }) => {
          const height = Math.max(1, Math.min(1, traces / total) * (HEIGHT - 3))
          return (
            <rect
              key={date}
              x={daysBetween(from, date) * step}
              y={HEIGHT - 1 - height}
              width={Math.max(1, step + 0.3)}
              height={height}
              className={styles.share}
            />
          )
        })}
        {mark === null || mark < from || mark > to ? null : (
          <line
            x1={daysBetween(from, mark) * step}
            x2={daysBetween(from, mark) * step}
            y1="0"
            y2={HEIGHT}
            className={styles.mark}
          />
        )}
      </svg>
    </div>
  )
}
