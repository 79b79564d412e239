import styles from './charts.module.css'

/**
 * How a rate's change divides between the agents' behaviour and the traffic's mix.
 * Parts of opposite sign are drawn by size; the numbers beside the bar tell the signs.
 */
export function SplitBar({ behaviour, mix, color }: { behaviour: number; mix: number; color: string }) {
  const whole = Math.abs(behaviour) + Math.abs(mix)
  const share = whole > 0 ? (Math.abs(behaviour) / whole) * 100 : 0
  return (
    <span className={styles.split} aria-hidden>
      <span style={{ width: `${share}%`, background: color }} />
      <span style={{ width: `${whole > 0 ? 100 - share : 0}%`, background: 'var(--ink3)' }} />
    </span>
  )
}
