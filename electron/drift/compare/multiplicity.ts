import type { TestResult } from './exact-test.ts'

/** Two ways of working out one chance differ in their last digits. */
const ROUNDING = 1 + 1e-7

/**
 * Holm's step-down adjustment (1979) for tests of counts: a test whose margins cannot give a p as small as the one at
 * hand cannot be rejected by mistake there, and is not paid for (Tarone, Biometrics 1990, 46:515; stepped down by Hommel
 * and Krummenauer 1998). With `leastP` 0 throughout it is Holm's.
 */
export function adjustHolm(tests: readonly TestResult[]): number[] {
  const order = [...tests.keys()].toSorted((one, other) => tests[one]!.p - tests[other]!.p)
  const adjusted = tests.map(() => 1)
  let before = 0
  for (const [place, index] of order.entries()) {
    const { p } = tests[index]!
    const rivals = order.slice(place).filter((other) => tests[other]!.leastP <= p * ROUNDING)
    before = Math.min(1, Math.max(before, p * Math.max(1, rivals.length)))
    adjusted[index] = before
  }
  return adjusted
}

/** Benjamini and Hochberg's adjustment (1995): of what is listed below 5 %, one in twenty is expected to be chance. */
export function adjustBenjaminiHochberg(ps: readonly number[]): number[] {
  const order = [...ps.keys()].toSorted((one, other) => ps[other]! - ps[one]!)
  const adjusted = ps.map(() => 1)
  let before = 1
  for (const [place, index] of order.entries()) {
    before = Math.min(before, (ps[index]! * ps.length) / (ps.length - place))
    adjusted[index] = before
  }
  return adjusted
}
