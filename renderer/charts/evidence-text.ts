import { formatRatio } from '../../shared/format.ts'

/** Evidence (1 raises an alert) in words: `3.0 times what raises an alert`, `17 % of what raises an alert`. */
export function evidenceText(value: number): string {
  if (value >= 1) return `${formatRatio(value)} times what raises an alert`
  if (value >= 0.001) return `${percentOf(value)} % of what raises an alert`
  return 'less than a thousandth of what raises an alert'
}

/** Never 100 % of what is not reached. */
function percentOf(value: number): string {
  return value < 0.0995 ? (value * 100).toFixed(1) : String(Math.min(99, Math.round(value * 100)))
}
