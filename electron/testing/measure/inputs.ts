/**
 * `npm run measure:inputs`: how often invented inputs are called changed, by level. Each input is drawn by itself, and every
 * world has seeds of its own.
 */
import { compareInputs, placeInputs } from '../../drift/inputs/compare-inputs.ts'
import { learnReference } from '../../drift/inputs/input-reference.ts'
import { inventInputs, type InventedTopic } from '../invented-inputs.ts'

type Shares = Partial<Record<InventedTopic, number>>

const USUAL: Shares = { refund: 0.2, flight: 0.5, password: 0.1, delivery: 0.2 }
const LEVELS = [0.05, 0.02, 0.005] as const
const WORLDS: readonly [name: string, shares: Shares, inputs: number, rounds: number][] = [
  ['nothing changed', USUAL, 300, 1000],
  ['refund from 20 to 25 %', { ...USUAL, refund: 0.25, flight: 0.45 }, 300, 100],
  ['refund from 20 to 30 %', { ...USUAL, refund: 0.3, flight: 0.4 }, 300, 100],
  ['refund from 20 to 35 %', { ...USUAL, refund: 0.35, flight: 0.35 }, 300, 100],
  ['refund from 20 to 30 %', { ...USUAL, refund: 0.3, flight: 0.4 }, 1000, 60],
  ['a new topic of 5 %', { ...USUAL, voucher: 0.05 }, 300, 100],
  ['a new topic of 10 %', { ...USUAL, voucher: 0.1 }, 300, 100],
]

const reference = learnReference(inventInputs(1, 600, USUAL), 1)
const side = (seed: number, inputs: number, shares: Shares) =>
  placeInputs(
    inventInputs(seed, inputs, shares).map((text, index) => ({ text, block: String(index), stratum: 0 })),
    reference,
  )

console.log(`world, inputs a side: called changed at ${LEVELS.join(', ')}`)
for (const [world, [name, shares, inputs, rounds]] of WORLDS.entries()) {
  const seed = (world + 1) * 100_000
  const found = Array.from({ length: rounds }, (_, round) => {
    const [before, after] = [side(seed + round, inputs, USUAL), side(seed + 50_000 + round, inputs, shares)]
    const result = compareInputs(before, after, reference, { seed: round })
    return result.verdict === 'tested' ? result.p : 1
  })
  const shown = LEVELS.map((level) => {
    const called = found.filter((p) => p <= level).length
    return `${((100 * called) / rounds).toFixed(1)} %`
  })
  console.log(`${name}, ${inputs}: ${shown.join('  ')}  (${rounds} rounds)`)
}
