import {
  CAP_GROWTH,
  CAP_SLACK,
  EFFECT_SIZES,
  EFFECT_WEIGHTS,
  ISOLATED_CAP_CATEGORY,
  ISOLATED_CAP_CELL,
  SUSTAINED_EVIDENCE,
} from './policy.ts'
import type { Stream } from './budget.ts'
import { findOnset } from './onset.ts'

const SIZES = EFFECT_SIZES.length
const LOG_SIZES = EFFECT_SIZES.map(Math.log)

/** A stream's evidence as it runs: the mixture e-detector M with its cap, and the days behind it. */
export class Evidence {
  readonly stream: Stream
  readonly #fullCap: number
  readonly #isolatedCap: number
  readonly #m = new Float64Array(SIZES)
  readonly #score = new Float64Array(SIZES)
  readonly #last = new Float64Array(SIZES)
  readonly #history: Float64Array
  /** Fired and expected (best estimate, with the calendar) on each day so far. */
  readonly observed: Float64Array
  readonly expected: Float64Array
  #days = 0
  #restedFrom = 0
  /** M over the effect sizes. */
  value = 0

  constructor(stream: Stream, days: number) {
    this.stream = stream
    const caps = capsOf(stream)
    this.#isolatedCap = caps.isolated
    this.#fullCap = caps.full
    this.#history = new Float64Array(days * SIZES)
    this.observed = new Float64Array(days)
    this.expected = new Float64Array(days)
  }

  get days(): number {
    return this.#days
  }

  /**
   * One closed day: `fired` sessions, `expected` by the best estimate, and for every effect size t
   * `cost[t]` = sum of n ln(1 - q + t q) over the null's bound q. With l = fired ln t - cost the mean of e^l is at
   * most 1 for every rate up to q, so sum(weight M) - days is a supermartingale; capping only lowers it. The cap
   * of a day is known the day before.
   */
  step(fired: number, expected: number, cost: Float64Array): void {
    const day = this.#days++
    this.observed[day] = fired
    this.expected[day] = expected
    if (expected === 0) return
    let value = 0
    for (let t = 0; t < SIZES; t++) {
      const evidence = fired * LOG_SIZES[t]! - cost[t]!
      const cap = Math.min(this.#fullCap, this.#isolatedCap + CAP_GROWTH * Math.max(0, this.#last[t]!))
      const capped = Math.min(cap, evidence)
      this.#m[t] = (this.#m[t]! + 1) * Math.exp(capped)
      value += EFFECT_WEIGHTS[t]! * this.#m[t]!
      this.#score[t] = Math.max(0, this.#score[t]! + evidence)
      this.#last[t] = evidence
      this.#history[day * SIZES + t] = capped
    }
    this.value = value
  }

  /** Back to rest, after an alert or when an incident has closed. */
  reset(): void {
    this.#m.fill(0)
    this.#score.fill(0)
    this.#last.fill(0)
    this.value = 0
    this.#restedFrom = this.#days
  }

  /** Day (position) on which the rise that is now seen most likely began; never inside an earlier incident. */
  onset(): number {
    return findOnset(this.observed, this.expected, this.#restedFrom, this.#days)
  }

  /**
   * Whether the evidence since `from` stands without its two strongest days. An alert therefore always rests on
   * three days or more, however extreme one or two of them are.
   */
  isSustained(from: number): boolean {
    let leading = 0
    for (let t = 1; t < SIZES; t++) if (this.#score[t]! > this.#score[leading]!) leading = t
    let sum = 0
    let first = 0
    let second = 0
    for (let day = from; day < this.#days; day++) {
      const evidence = this.#history[day * SIZES + leading]!
      sum += evidence
      if (evidence > first) {
        second = first
        first = evidence
      } else if (evidence > second) second = evidence
    }
    return sum - first - second >= SUSTAINED_EVIDENCE
  }
}

/** Daily caps of a stream: of a day after a day without evidence, and the highest. */
export function capsOf(stream: Stream): { isolated: number; full: number } {
  const isolated = stream.cell === null ? ISOLATED_CAP_CATEGORY : ISOLATED_CAP_CELL
  return { isolated, full: (Math.log(stream.threshold) + CAP_SLACK - isolated) / 2 }
}
