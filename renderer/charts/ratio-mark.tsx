import styles from './charts.module.css'

const WIDTH = 120
const HEIGHT = 12

/** A ratio with its interval on a logarithmic line from a half to `max`; the tick is 1, no change. */
export function RatioMark({
  ratio,
  low,
  high,
  color,
  max = 8,
}: {
  ratio: number
  low: number
  high: number
  color: string
  max?: number
}) {
  const min = 0.5
  const x = (value: number) => {
    const kept = Math.min(max, Math.max(min, value))
    return 3 + (Math.log(kept / min) / Math.log(max / min)) * (WIDTH - 6)
  }
  const middle = HEIGHT / 2
  return (
    <svg className={styles.ratio} width={WIDTH} height={HEIGHT} aria-hidden>
      <line className={styles.grid} x1="0" x2={WIDTH} y1={middle} y2={middle} />
      <line className={styles.mark} x1={x(1)} x2={x(1)} y1="0" y2={HEIGHT} />
      <line
        x1={x(low)}
        x2={x(high)}
        y1={middle}
        y2={middle}
        stroke={color}
        strokeWidth="1.6"
        strokeLinecap="round"
      />
      <circle cx={x(ratio)} cy={middle} r="2.6" fill={color} />
    </svg>
  )
}
