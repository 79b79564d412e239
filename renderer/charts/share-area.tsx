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
        <path d={stepPath(bars, from, step)} className={styles.share} />
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

/** One outline for all days, so that no seams show between them. */
function stepPath(
  days: readonly { date: string; traces: number; total: number }[],
  from: string,
  step: number,
): string {
  const base = HEIGHT - 1
  return days
    .map(({ date, traces, total }) => {
      const x = daysBetween(from, date) * step
      const top = base - Math.max(1, Math.min(1, traces / total) * (base - 2))
      const right = x + Math.max(1, step)
      return `M${x.toFixed(1)} ${base}V${top.toFixed(1)}H${right.toFixed(1)}V${base}Z`
    })
    .join('')
}
