import type { Interval } from './stratum.ts'

/** What b does compared with a. */
export type Verdict = 'higher' | 'lower' | 'no difference' | 'not enough data'

/** Chance of one false "higher" or "lower" among all categories (or all scores) of a comparison. */
export const ALPHA = 0.05

/**
 * "No difference" of rates is said where a doubling and a halving are ruled out: the smallest shift that the watch
 * promises to find in every category (design of the watch, section 7).
 */
const NOTABLE_RATIO = 2
/** ... or where the rates differ by less than a percentage point, whatever their ratio: so rare is alike. */
const NOTABLE_POINTS = 0.01
/** "No difference" of means is said where a medium effect is ruled out: 0.5 standard deviations (Cohen 1988, section 2.2). */
const MEDIUM_EFFECT = 0.5
/** ... or, of scores from 0 to 1, one of a tenth: near an end of the scale the deviation is next to nothing. */
const NOTABLE_SCORE = 0.1
/** Fewer values of a side have no spread to speak of. */
export const LEAST_VALUES = 5

/** The verdict on two rates from the adjusted p, the interval of their ratio and that of their difference. */
export function judgeRates(
  adjustedP: number,
  difference: number,
  ratio: Interval,
  points: Interval,
): Verdict {
  if (adjustedP < ALPHA && difference !== 0) return difference > 0 ? 'higher' : 'lower'
  const holdsOne = ratio.low <= 1 && ratio.high >= 1
  const isNarrow = ratio.low > 1 / NOTABLE_RATIO && ratio.high < NOTABLE_RATIO
  const isRare = Math.max(Math.abs(points.low), Math.abs(points.high)) < NOTABLE_POINTS
  return holdsOne && (isNarrow || isRare) ? 'no difference' : 'not enough data'
}

/** How large a difference of means must be to be worth telling, from the standard deviation of single values. */
export function notableMean(deviation: number, isUnitScale = false): number {
  return Math.max(MEDIUM_EFFECT * deviation, isUnitScale ? NOTABLE_SCORE : 0)
}

/** The verdict on two means of `n` values or more; `notable` is the smallest difference worth telling. */
export function judgeMeans(
  adjustedP: number,
  difference: number,
  interval: Interval,
  notable: number,
  n: number,
): Verdict {
  if (n < LEAST_VALUES) return 'not enough data'
  const isApart = interval.low > 0 || interval.high < 0
  if (adjustedP < ALPHA && isApart) return difference > 0 ? 'higher' : 'lower'
  const farthest = Math.max(-interval.low, interval.high)
  return !isApart && farthest <= notable ? 'no difference' : 'not enough data'
}
