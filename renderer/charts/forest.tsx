import { formatRatio } from '../../shared/format.ts'
import styles from './forest.module.css'

/** How sure a row is: a verdict, none because the sides are alike, or none because the data says too little. */
export type ForestCertainty = 'differs' | 'alike' | 'unknown'

interface ForestBox {
  width: number
  /** The ratio at the right edge; the left edge is its inverse. */
  most: number
}

const HEIGHT = 20
const EDGE = 8

/** Pixel of a ratio on the logarithmic axis, kept inside the box. */
function place({ width, most }: ForestBox, ratio: number): number {
  const kept = Math.min(most, Math.max(1 / most, ratio))
  return EDGE + (Math.log(kept * most) / Math.log(most * most)) * (width - 2 * EDGE)
}

/** The ratio at the edges that shows all of these: the next power of two, from 4 to 32. */
export function forestReach(ratios: readonly (number | null)[]): number {
  const sizes = ratios.flatMap((ratio) => (ratio === null || ratio <= 0 ? [] : [Math.abs(Math.log2(ratio))]))
  const widest = sizes.reduce((most, size) => Math.max(most, size), 0)
  return 2 ** Math.min(5, Math.max(2, Math.ceil(widest)))
}

/** Powers of two on the axis, few enough to be read. */
function ticksOf(most: number): number[] {
  const steps = Math.log2(most)
  const step = steps > 3 ? 2 : 1
  return Array.from({ length: 2 * Math.floor(steps / step) + 1 }, (_, index) => {
    return 2 ** ((index - Math.floor(steps / step)) * step)
  })
}

/** The axis above the rows: half as often at the left, twice as often at the right. */
export function ForestAxis({ width, most }: ForestBox) {
  return (
    <svg className={styles.axis} width={width} height={18} aria-hidden>
      {ticksOf(most).map((tick) => (
        <text key={tick} x={place({ width, most }, tick)} y={12} textAnchor="middle">
          ×{tick < 1 ? `1/${Math.round(1 / tick)}` : formatRatio(tick).replace(/\.0$/, '')}
        </text>
      ))}
    </svg>
  )
}

/**
 * One ratio with its interval on a logarithmic line; the line in the middle is 1, no difference. Where too little is
 * known the interval is dashed and the mark hollow; a side without a single failure leaves an arrow. The numbers stand beside it.
 */
export function ForestRow({
  ratio,
  low,
  high,
  certainty,
  color,
  ...box
}: ForestBox & {
  ratio: number | null
  low: number | null
  high: number | null
  certainty: ForestCertainty
  color: string
}) {
  const middle = HEIGHT / 2
  const isDrawn = low !== null
  const [left, right] = [place(box, low ?? 1), high === null ? box.width - EDGE : place(box, high)]
  const isCutLeft = isDrawn && low < 1 / box.most
  const isCutRight = isDrawn && (high === null || high > box.most)
  const stroke = certainty === 'differs' ? color : 'var(--ink3)'
  return (
    <svg className={styles.row} width={box.width} height={HEIGHT} aria-hidden>
      {ticksOf(box.most).map((tick) => (
        <line
          key={tick}
          className={tick === 1 ? styles.one : styles.grid}
          x1={place(box, tick)}
          x2={place(box, tick)}
          y1={0}
          y2={HEIGHT}
        />
      ))}
      {isDrawn ? (
        <line
          x1={left}
          x2={right}
          y1={middle}
          y2={middle}
          stroke={stroke}
          strokeWidth={certainty === 'differs' ? 2 : 1.4}
          strokeDasharray={certainty === 'unknown' ? '3 3' : undefined}
        />
      ) : null}
      {isCutLeft ? (
        <path d={`M${EDGE + 1} ${middle - 4}l-5 4l5 4`} className={styles.arrow} stroke={stroke} />
      ) : null}
      {isCutRight ? (
        <path
          d={`M${box.width - EDGE - 1} ${middle - 4}l5 4l-5 4`}
          className={styles.arrow}
          stroke={stroke}
        />
      ) : null}
      {ratio === null ? null : (
        <rect
          x={place(box, ratio) - 4}
          y={middle - 4}
          width={8}
          height={8}
          rx={certainty === 'differs' ? 1 : 4}
          fill={certainty === 'unknown' ? 'var(--panel)' : stroke}
          stroke={stroke}
          strokeWidth={1.4}
        />
      )}
    </svg>
  )
}
