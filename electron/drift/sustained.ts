import type { Evidence } from './evidence.ts'
import { DAY_LIMIT, EFFECT_SIZES, EVEN_SHARE, LONGEST_RUN_DAYS, SUSTAINED_EVIDENCE } from './policy.ts'

/** Fewest days an alert can rest on. */
const LEAST_DAYS = 3

/**
 * Whether the rise is more than a bad day or two. Both must hold:
 * - for one effect size, some days up to the newest sum to SUSTAINED_EVIDENCE with no day counting more than
 *   DAY_LIMIT. As two days give at most 2 x DAY_LIMIT < SUSTAINED_EVIDENCE, at least three days hold evidence, however
 *   extreme any of them is;
 * - without its two strongest days the rise since `onset` is still there, at EVEN_SHARE of its size or more: a shift is
 *   even, two spikes beside ordinary days are not.
 * Only ever withholds an alert, so the bound on false alerts is untouched.
 */
export function isSustained(evidence: Evidence, onset: number): boolean {
  return isEven(evidence, onset) && EFFECT_SIZES.some((_, t) => holdsForDays(evidence, t))
}

function holdsForDays(evidence: Evidence, t: number): boolean {
  let sum = 0
  const first = Math.max(evidence.restedFrom, evidence.days - LOOK_BACK)
  for (let day = evidence.days - 1; day >= first; day--) {
    sum += Math.min(DAY_LIMIT, evidence.evidenceOf(day, t))
    if (sum >= SUSTAINED_EVIDENCE) return true
  }
  return false
}

/** Days without data lie between those of a run. */
const LOOK_BACK = 2 * LONGEST_RUN_DAYS

function isEven(evidence: Evidence, onset: number): boolean {
  let excess = 0
  let expected = 0
  const strongest = { excess: 0, expected: 0 }
  const second = { excess: 0, expected: 0 }
  const from = Math.max(0, Math.min(onset, evidence.days - LEAST_DAYS))
  for (let day = from; day < evidence.days; day++) {
    const usual = evidence.expected[day]!
    const over = evidence.observed[day]! - usual
    excess += over
    expected += usual
    if (over > strongest.excess) {
      Object.assign(second, strongest)
      Object.assign(strongest, { excess: over, expected: usual })
    } else if (over > second.excess) Object.assign(second, { excess: over, expected: usual })
  }
  const rest = expected - strongest.expected - second.expected
  const restExcess = excess - strongest.excess - second.excess
  return rest > 0 && restExcess > 0 && restExcess / rest >= (EVEN_SHARE * excess) / expected
}
