import { linePath, lonePoints } from '../../shared/chart/line-path.ts'
import { useWidth } from './use-width.ts'
import styles from './charts.module.css'

const HEIGHT = 24

/**
 * A line as high as text, for a side column. It runs from 0 unless `zoomed`, which shows small movements of values that
 * never come near 0, e.g. availability. Nulls are gaps.
 */
export function MiniLine({
  values,
  color = 'var(--ink3)',
  zoomed = false,
  label,
}: {
  values: readonly (number | null)[]
  color?: string
  zoomed?: boolean
  label: string
}) {
  const [ref, width] = useWidth<HTMLDivElement>(130)
  const known = values.filter((value) => value !== null)
  const high = Math.max(...known, 0)
  const low = zoomed ? Math.min(...known) : 0
  // A flat line belongs in the middle, and noise of a few percent must not fill the height.
  const least = zoomed ? Math.max(Math.abs(high) * 0.004, 1e-9) : 1e-9
  const room = Math.max((high - low) * 1.15, least)
  const base = zoomed ? (high + low) / 2 - room / 2 : 0
  const step = values.length > 1 ? (width - 2) / (values.length - 1) : 0
  const points = values.map((value, index) => ({
    x: 1 + index * step,
    y: value === null ? null : HEIGHT - 3 - ((value - base) / room) * (HEIGHT - 6),
  }))
  return (
    <div ref={ref} className={styles.mini}>
      <svg width={width} height={HEIGHT} role="img" aria-label={label}>
        <path d={linePath(points)} fill="none" stroke={color} strokeWidth="1.4" strokeLinejoin="round" />
        {lonePoints(points).map(({ x, y }) => (
          <circle key={x} cx={x} cy={y} r="1.6" fill={color} />
        ))}
      </svg>
    </div>
  )
}
