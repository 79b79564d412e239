import { expect, test } from 'vitest'
import { cohenKappa } from './kappa.ts'

/** Husbands and wives on "sex is fun", four ordered answers (Agresti 2002; printed by R's vcd::Kappa). */
const COUPLES = [
  [7, 7, 2, 3],
  [2, 8, 3, 7],
  [1, 5, 4, 9],
  [2, 8, 9, 14],
]
/** Half the width of a 95 % interval over z: the standard error. */
const errorOf = ({ low, high }: { low: number; high: number }) => (high - low) / (2 * 1.959964)

test('kappa and its error are those published for Agresti’s couples: 0.1293, 0.0686', () => {
  const kappa = cohenKappa(COUPLES)!
  expect(kappa.kappa).toBeCloseTo(0.1293, 4)
  expect(errorOf(kappa)).toBeCloseTo(0.0686, 4)
})

test('linearly weighted kappa and its error are those published: 0.2374, 0.07832', () => {
  const kappa = cohenKappa(COUPLES, 'linear')!
  expect(kappa.kappa).toBeCloseTo(0.2374, 4)
  expect(errorOf(kappa)).toBeCloseTo(0.07832, 4)
})

test('kappa of Cohen’s own example of three diagnoses is .492', () => {
  const shares = [
    [88, 14, 18],
    [10, 40, 10],
    [2, 6, 12],
  ]
  expect(cohenKappa(shares)!.kappa).toBeCloseTo(0.492, 3)
})

test('for two levels every weighting is the same', () => {
  const table = [
    [20, 5],
    [10, 15],
  ]
  expect(cohenKappa(table)!.kappa).toBeCloseTo(0.4, 12)
  expect(cohenKappa(table, 'quadratic')).toEqual(cohenKappa(table))
})

test('nothing to agree on is no kappa', () => {
  expect(cohenKappa([])).toBeNull()
  expect(
    cohenKappa([
      [0, 0],
      [0, 0],
    ]),
  ).toBeNull()
  expect(
    cohenKappa([
      [9, 0],
      [0, 0],
    ]),
  ).toBeNull()
})

test('perfect agreement is 1 with no width', () => {
  const kappa = cohenKappa([
    [5, 0],
    [0, 7],
  ])!
  expect(kappa.kappa).toBe(1)
  expect(errorOf(kappa)).toBeCloseTo(0, 6)
})
