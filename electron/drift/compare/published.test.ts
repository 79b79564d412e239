import { describe, expect, test } from 'vitest'
import { bootstrapMean } from './bootstrap.ts'
import { stratifiedTest } from './exact-test.ts'
import { breslowDay } from './heterogeneity.ts'
import { cmhTest, commonOddsRatio, commonRatio } from './mantel-haenszel.ts'
import { mcnemarTest, pairedRatioInterval } from './mcnemar.ts'
import { differenceOfMeans, momentsOf } from './means.ts'
import { adjustBenjaminiHochberg, adjustHolm } from './multiplicity.ts'
import { signFlipTest } from './permutation.ts'
import { quantile } from './quantile.ts'
import { differenceOfRates, ratioInterval, wilson } from './rate-intervals.ts'
import { chiSquareTail, studentQuantile95, studentTails } from './special-functions.ts'
import type { Stratum } from './stratum.ts'

/** `k of n` of a, then of b. */
function stratum(kA: number, nA: number, kB: number, nB: number): Stratum {
  return { a: { n: nA, k: kA }, b: { n: nB, k: kB } }
}

// Bickel, Hammel and O'Connell (Science 1975): admissions at Berkeley, women (a) and men (b) by department.
const BERKELEY = [
  stratum(89, 108, 512, 825),
  stratum(17, 25, 353, 560),
  stratum(202, 593, 120, 325),
  stratum(131, 375, 138, 417),
  stratum(94, 393, 53, 191),
  stratum(24, 341, 22, 373),
]

describe('stratified tables', () => {
  test('Berkeley: common odds ratio, its interval and the test are those of R’s mantelhaen.test', () => {
    const { value, low, high } = commonOddsRatio(BERKELEY) ?? {}
    expect(value).toBeCloseTo(0.9046968, 6)
    expect(low).toBeCloseTo(0.7719074, 6)
    expect(high).toBeCloseTo(1.0603298, 6)
    const { chiSquare, p } = cmhTest(BERKELEY, 0.5)
    expect(chiSquare).toBeCloseTo(1.4269, 4)
    expect(p).toBeCloseTo(0.2323, 4)
  })

  test('Berkeley: the departments differ (Breslow and Day 18.83 on 5 degrees, p .0021)', () => {
    const { chiSquare, tarone, degrees, p } = breslowDay(BERKELEY) ?? {}
    expect(chiSquare).toBeCloseTo(18.826, 2)
    expect(tarone).toBeCloseTo(18.825, 2)
    expect(degrees).toBe(5)
    expect(p).toBeCloseTo(0.00207, 4)
  })

  test('Agresti’s rabbits: odds ratio 7.0, 1.03 to 47.7, exact p .0399', () => {
    // Penicillin at five levels, cured: with a delay of 1.5 h (a) and at once (b).
    const rabbits = [
      stratum(0, 5, 0, 6),
      stratum(0, 6, 3, 6),
      stratum(2, 6, 6, 6),
      stratum(6, 6, 5, 6),
      stratum(5, 5, 2, 2),
    ]
    const { value, low, high } = commonOddsRatio(rabbits) ?? {}
    expect(value).toBeCloseTo(7, 6)
    expect(low).toBeCloseTo(1.026713, 4)
    expect(high).toBeCloseTo(47.725133, 2)
    expect(cmhTest(rabbits, 0.5).chiSquare).toBeCloseTo(3.9286, 4)
    expect(stratifiedTest(rabbits).p).toBeCloseTo(0.03994, 5)
  })

  test('Rothman’s diabetes trial: the ratio of the risks is 1.33 over both ages', () => {
    // University Group Diabetes Program: deaths with placebo (a) and tolbutamide (b), younger and older than 55.
    const trial = [stratum(5, 120, 8, 106), stratum(16, 85, 22, 98)]
    const { value, low, high } = commonRatio(trial)
    expect(value).toBeCloseTo(1.33, 2)
    expect(low).toBeCloseTo(0.8, 2)
    expect(high).toBeCloseTo(2.21, 1)
  })

  test('Fisher’s cups of tea: p .486, and the smallest possible is .029', () => {
    const { p, leastP } = stratifiedTest([stratum(1, 4, 3, 4)])
    expect(p).toBeCloseTo(0.4857, 4)
    expect(leastP).toBeCloseTo(2 / 70, 6)
  })
})

describe('rates', () => {
  test('Newcombe’s example 56/70 against 48/80: 0.0524 to 0.3339', () => {
    const { value, low, high } = differenceOfRates({ n: 80, k: 48 }, { n: 70, k: 56 })
    expect(value).toBeCloseTo(0.2, 6)
    expect(low).toBeCloseTo(0.0524, 4)
    expect(high).toBeCloseTo(0.3339, 4)
  })

  test('Newcombe’s example of Wilson’s interval, 81 of 263: 0.2553 to 0.3662', () => {
    const { low, high } = wilson({ n: 263, k: 81 })
    expect(low).toBeCloseTo(0.2553, 4)
    expect(high).toBeCloseTo(0.3662, 4)
  })

  test('Koopman’s example 36/40 against 16/80: 2.94 to 7.15', () => {
    const { low, high } = ratioInterval([stratum(16, 80, 36, 40)])
    expect(low).toBeCloseTo(2.94, 2)
    expect(high).toBeCloseTo(7.15, 2)
  })

  test('a side that never fired leaves the ratio open', () => {
    expect(ratioInterval([stratum(0, 40, 6, 40)]).high).toBe(Number.POSITIVE_INFINITY)
    expect(ratioInterval([stratum(0, 40, 6, 40)]).low).toBeGreaterThan(1)
    expect(ratioInterval([stratum(6, 40, 0, 40)]).low).toBe(0)
  })
})

describe('pairs', () => {
  // Bentur and others (2009), as in Fagerland, Lydersen and Laake (BMC Med Res Methodol 2013): 1, 1, 7, 12.
  const AIRWAYS = { both: 1, onlyA: 7, onlyB: 1, neither: 12 }

  test('airway responsiveness before and after: McNemar’s exact p .0703', () => {
    expect(mcnemarTest(AIRWAYS).p).toBeCloseTo(0.0703, 4)
  })

  test('the interval of their ratio holds it', () => {
    const { low, high } = pairedRatioInterval(AIRWAYS)
    expect(low).toBeCloseTo(0.065, 2)
    expect(high).toBeCloseTo(0.91, 1)
  })

  test('twelve tasks gained and none lost: p .0005 by McNemar and by changes of sign', () => {
    expect(mcnemarTest({ both: 18, onlyA: 0, onlyB: 12, neither: 10 }).p).toBeCloseTo(0.000488, 6)
    const differences = [...Array.from({ length: 12 }, () => 1), ...Array.from({ length: 28 }, () => 0)]
    expect(signFlipTest(differences)).toEqual({ p: 2 ** -11, leastP: 2 ** -11 })
  })

  test('Darwin’s maize: all changes of sign give Fisher’s p .053', () => {
    // Fisher (The Design of Experiments, 1935, section 21): 863 of 32,768 on one side.
    const eighths = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
    expect(signFlipTest(eighths).p).toBeCloseTo((2 * 863) / 32_768, 5)
  })
})

describe('means', () => {
  // Student (1908): extra hours of sleep with two drugs.
  const ONE = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
  const TWO = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

  test('Student’s sleep: Welch’s test and interval are those of R’s t.test', () => {
    const { value, low, high, p } = differenceOfMeans([{ a: momentsOf(ONE), b: momentsOf(TWO) }]) ?? {}
    expect(value).toBeCloseTo(1.58, 6)
    expect(low).toBeCloseTo(-0.2054832, 5)
    expect(high).toBeCloseTo(3.3654832, 5)
    expect(p).toBeCloseTo(0.07939, 5)
  })

  test('the paired bootstrap of the same hours lies around 1.58, near 0.70 to 2.46 of Student’s t', () => {
    const { low, high } = bootstrapMean(TWO.map((hours, index) => hours - (ONE[index] ?? 0)))
    expect(low).toBeGreaterThan(0.7)
    expect(low).toBeLessThan(1.1)
    expect(high).toBeGreaterThan(2)
    expect(high).toBeLessThan(2.5)
    expect(bootstrapMean([1, 2, 4])).toEqual(bootstrapMean([1, 2, 4]))
  })

  test('quantiles between two values are taken by their distance', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5)
    expect(quantile([1, 2, 3, 4, 5], 0.95)).toBeCloseTo(4.8, 9)
  })
})

describe('tables of distributions', () => {
  test('chi-square and t are those of every table', () => {
    expect(chiSquareTail(3.841459, 1)).toBeCloseTo(0.05, 6)
    expect(chiSquareTail(11.0705, 5)).toBeCloseTo(0.05, 6)
    expect(chiSquareTail(40, 20)).toBeCloseTo(0.00499541, 7)
    expect(studentTails(2.228139, 10)).toBeCloseTo(0.05, 6)
    expect(studentQuantile95(5)).toBeCloseTo(2.570582, 5)
  })
})

describe('many questions at once', () => {
  // Benjamini and Hochberg (1995), section 3.2: fifteen p values.
  const PS = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
    0.759, 1,
  ]

  test('Benjamini and Hochberg’s example: four are found, Holm finds three', () => {
    expect(adjustBenjaminiHochberg(PS).filter((p) => p <= 0.05)).toHaveLength(4)
    expect(adjustHolm(PS.map((p) => ({ p, leastP: 0 }))).filter((p) => p <= 0.05)).toHaveLength(3)
  })

  test('tests that cannot reject are not paid for', () => {
    const tests = [{ p: 0.01, leastP: 0.001 }, ...Array.from({ length: 20 }, () => ({ p: 1, leastP: 0.5 }))]
    expect(adjustHolm(tests)[0]).toBeCloseTo(0.01, 9)
    expect(adjustHolm(tests.map(({ p }) => ({ p, leastP: 0 })))[0]).toBeCloseTo(0.21, 9)
  })
})
