import { expect, test } from 'vitest'
import { bridgeRulers, type JudgedPair } from './bridge.ts'

const values = (count: number, a: number | null, b: number | null): JudgedPair[] =>
  Array.from({ length: count }, () => [
    { value: a, label: null },
    { value: b, label: null },
  ])
const labels = (count: number, a: string | null, b: string | null): JudgedPair[] =>
  Array.from({ length: count }, () => [
    { value: null, label: a },
    { value: null, label: b },
  ])
const rates = (both: number, onlyA: number, onlyB: number, neither: number) => [
  ...values(both, 1, 1),
  ...values(onlyA, 1, 0),
  ...values(onlyB, 0, 1),
  ...values(neither, 0, 0),
]

test('a rubric that passes far more of the same traces differs, and says by how much', () => {
  const bridge = bridgeRulers(rates(56, 2, 39, 17))
  expect(bridge).toMatchObject({ scale: 'binary', pairs: 114, leftOut: 0, verdict: 'differs', more: null })
  expect(bridge.outcomes).toMatchObject([{ outcome: '1', both: 56, onlyA: 2, onlyB: 39, neither: 17 }])
  expect(bridge.outcomes[0]!.ratio).toBeCloseTo(95 / 58, 12)
  expect(bridge.outcomes[0]!.p).toBeLessThan(1e-8)
  expect(bridge.kappa!.kappa).toBeCloseTo((73 / 114 - bridgeChance()) / (1 - bridgeChance()), 12)
})
/** Agreement by chance of that table: 58·95 + 56·19 of 114². */
const bridgeChance = () => (58 * 95 + 56 * 19) / 114 ** 2

test('rulers that agree on many pairs carry the baseline over', () => {
  expect(bridgeRulers(rates(700, 15, 14, 271))).toMatchObject({ verdict: 'carried_over', more: null })
})

test('the same agreement on few pairs is not enough, and tells how many more there should be', () => {
  const few = bridgeRulers(rates(20, 2, 2, 6))
  expect(few.verdict).toBe('not_enough')
  const times = Math.ceil((30 + few.more!) / 30)
  expect(bridgeRulers(rates(20 * times, 2 * times, 2 * times, 6 * times)).verdict).toBe('carried_over')
  const half = Math.floor(times / 2)
  expect(bridgeRulers(rates(20 * half, 2 * half, 2 * half, 6 * half)).verdict).toBe('not_enough')
})

test('no traces in common: not enough, with a number to plan with', () => {
  const none = bridgeRulers([])
  expect(none).toMatchObject({ scale: 'none', pairs: 0, verdict: 'not_enough', outcomes: [] })
  expect(none.more).toBeGreaterThan(100)
  expect(none.more).toBeLessThan(1000)
})

test('where one ruler never passes anything the ratio is open, not a crash', () => {
  const bridge = bridgeRulers(rates(0, 0, 5, 20))
  expect(bridge.outcomes[0]).toMatchObject({ ratio: null, high: null })
  expect(['differs', 'not_enough']).toContain(bridge.verdict)
})

test('pairs that are neither pass nor fail are left out, and too many of them forbid to carry over', () => {
  const whole = rates(700, 10, 10, 280)
  expect(bridgeRulers([...whole, ...values(20, null, 1)])).toMatchObject({
    pairs: 1000,
    leftOut: 20,
    verdict: 'carried_over',
  })
  expect(bridgeRulers([...whole, ...values(200, null, 1)])).toMatchObject({
    leftOut: 200,
    verdict: 'not_enough',
    more: null,
  })
})

test('graded scores are compared by paired means, weighted kappa and correlation', () => {
  const pairs = [...values(60, 4, 4), ...values(40, 2, 2), ...values(5, 4, 3), ...values(5, 2, 3)]
  const bridge = bridgeRulers(pairs)
  expect(bridge).toMatchObject({ scale: 'graded', pairs: 110, weights: 'quadratic', verdict: 'carried_over' })
  expect(bridge.means!.difference.value).toBeCloseTo(0, 12)
  expect(bridge.kappa!.kappa).toBeGreaterThan(0.9)
  expect(bridge.correlation).toBeGreaterThan(0.9)
  expect(bridgeRulers(pairs.map(([a, b]) => [a, { ...b, value: b.value! * 0.7 }])).verdict).toBe('differs')
})

test('graded scores that may be negative have no ratio and are never carried over', () => {
  const bridge = bridgeRulers([...values(500, -1, -1), ...values(500, 0.5, 0.5)])
  expect(bridge).toMatchObject({ verdict: 'not_enough', means: { ratio: null } })
})

test('labels: every label must keep its share', () => {
  const same = [...labels(500, 'good', 'good'), ...labels(400, 'bad', 'bad'), ...labels(8, 'good', 'bad')]
  expect(bridgeRulers(same)).toMatchObject({ scale: 'label', verdict: 'carried_over' })
  const renamed = [...labels(500, 'good', 'fine'), ...labels(400, 'bad', 'bad')]
  expect(bridgeRulers(renamed)).toMatchObject({ verdict: 'differs' })
})

test('rare labels are taken together and decide nothing', () => {
  const rare = [...labels(500, 'good', 'good'), ...labels(400, 'bad', 'bad'), ...labels(3, 'odd', 'bad')]
  const bridge = bridgeRulers(rare)
  expect(bridge.outcomes.map(({ outcome }) => outcome)).toEqual(['good', 'bad', 'rare labels'])
  expect(bridge.verdict).toBe('carried_over')
})

test('a ruler of numbers and one of labels have no scale in common', () => {
  const bridge = bridgeRulers([
    [
      { value: 1, label: null },
      { value: null, label: 'good' },
    ],
  ])
  expect(bridge).toMatchObject({ scale: 'none', pairs: 0, leftOut: 1, verdict: 'not_enough', more: null })
})
