import type { BaselineModel } from './baseline.ts'
import { isWatchable } from './budget.ts'
import { EFFECT_SIZES, HIGHEST_NULL_RATE, MIX_BOUND_Z, ACCEPTED_SHIFT } from './policy.ts'

/**
 * What one day costs a stream under the null, where every rate may be `h` times its bound q. With v = (size - 1) q the
 * cost of a session is ln(1 + h v) <= ln(1 + v) + (h - 1) v / (1 + v), so of a day at most `fixed + h linear`.
 */
export interface DayCost {
  /** Failures expected at the baseline's rates. */
  expected: number
  /**
   * What the day says of `h`: its likelihood h^k (1 - hq)^(n - k) adds at most `shape` and at least `exposure` to a gamma
   * law of it, for (1 - hq)^m <= const h^d e^(-h q (sqrt m + sqrt d)^2) for every d; d = m (q / (1 - q))^2 is exact at h = 1.
   */
  shape: number
  exposure: number
  /** For each effect size. */
  fixed: Float64Array
  linear: Float64Array
}

/** The null's share of the evidence of one category. Results are valid until the next call of the same method. */
export class NullCosts {
  /** Cells that are watched. */
  readonly cells: number[]
  readonly #rates: readonly number[]
  readonly #errors: number[]
  readonly #calendar: readonly [number, number]
  readonly #category = emptyCost()
  readonly #cell = emptyCost()
  /** Per weekday/weekend and cell: cost of one session. */
  readonly #session: DayCost[][]

  constructor(model: BaselineModel, category: number) {
    this.cells = model.cells.map((_, cell) => cell).filter((cell) => isWatchable(model, category, cell))
    this.#rates = model.rates[category]!
    this.#calendar = model.calendar[category]!
    this.#errors = this.#rates.map((rate, s) => (rate * (1 - rate)) / model.exposure[category]![s]!)
    this.#session = this.#calendar.map((factor) =>
      this.#rates.map((rate) => {
        const cost = emptyCost()
        addSessions(cost, 1, 0, rate * factor * ACCEPTED_SHIFT)
        return cost
      }),
    )
  }

  /** The whole category on a day with `n` sessions and `k` failures per cell: rates bounded for today's mix. */
  category(weekend: 0 | 1, n: readonly number[], k: readonly number[]): DayCost {
    const cost = this.#category
    cost.shape = 0
    cost.exposure = 0
    cost.fixed.fill(0)
    cost.linear.fill(0)
    let plain = 0
    let variance = 0
    for (const s of this.cells) {
      plain += n[s]! * this.#rates[s]!
      variance += n[s]! * n[s]! * this.#errors[s]!
    }
    const factor = this.#calendar[weekend]
    cost.expected = plain * factor
    if (plain === 0) return cost
    const bound = ACCEPTED_SHIFT * factor * (1 + (MIX_BOUND_Z * Math.sqrt(variance)) / plain)
    for (const s of this.cells) addSessions(cost, n[s]!, k[s]!, this.#rates[s]! * bound)
    return cost
  }

  /** One cell on a day with `n` sessions of it, `k` of them failed. */
  cell(weekend: 0 | 1, cell: number, n: number, k: number): DayCost {
    const one = this.#session[weekend]![cell]!
    const cost = this.#cell
    cost.expected = n * this.#rates[cell]! * this.#calendar[weekend]
    cost.shape = k + (n - k) * one.shape
    cost.exposure = (n - k) * one.exposure
    for (let t = 0; t < EFFECT_SIZES.length; t++) {
      cost.fixed[t] = n * one.fixed[t]!
      cost.linear[t] = n * one.linear[t]!
    }
    return cost
  }
}

function emptyCost(): DayCost {
  const sizes = EFFECT_SIZES.length
  return {
    expected: 0,
    shape: 0,
    exposure: 0,
    fixed: new Float64Array(sizes),
    linear: new Float64Array(sizes),
  }
}

function addSessions(cost: DayCost, n: number, k: number, bound: number): void {
  const rate = Math.min(HIGHEST_NULL_RATE, bound)
  cost.shape += k + (n - k) * (rate / (1 - rate)) ** 2
  cost.exposure += ((n - k) * rate) / (1 - rate) ** 2
  for (let t = 0; t < EFFECT_SIZES.length; t++) {
    const v = (EFFECT_SIZES[t]! - 1) * rate
    const linear = v / (1 + v)
    cost.fixed[t]! += n * (Math.log1p(v) - linear)
    cost.linear[t]! += n * linear
  }
}
