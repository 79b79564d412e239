/** Limits of an estimate, 95 % unless said otherwise. */
export interface Interval {
  low: number
  high: number
}
