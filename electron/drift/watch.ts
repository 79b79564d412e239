import type { DayCounts } from '../../shared/model/counts.ts'
import type { BaselineModel } from './baseline.ts'
import { isWatchable, planStreams, type Stream } from './budget.ts'
import { weekendOf } from './calendar.ts'
import { Evidence } from './evidence.ts'
import { type Incident, OpenIncident } from './incident.ts'
import { locateShift } from './locate.ts'
import { ACCEPTED_SHIFT, BUDGET_DAYS, CATEGORY_BOUND_Z, EFFECT_SIZES, HIGHEST_NULL_RATE } from './policy.ts'

/**
 * Watches the days after a baseline; `days` are folded into its cells, closed, in order. The same counts give the
 * same incidents, and further days never change what was said before them.
 *
 * A category alerts when sum(weight M) over its streams reaches BUDGET_DAYS. For true rates within the bound,
 * BUDGET_DAYS x alerts + sum(weight M) - days is a supermartingale whatever the mix does and however the streams
 * depend on each other, so at most T / BUDGET_DAYS false alerts are expected in T days. Conditions: the bound holds,
 * verdicts of one day are independent given the rates, the weekday factor is right.
 * `skipped` categories (another rule than the baseline's) keep their share of the budget and are not watched.
 * Sources: Shin, Ramdas, Rinaldo, E-detectors (arXiv 2203.03532); Dandapanthula, Ramdas (arXiv 2501.04130).
 */
export function watchDays(
  model: BaselineModel,
  days: readonly DayCounts[],
  skipped: ReadonlySet<number> = NONE,
): Incident[] {
  const incidents: Incident[] = []
  const byCategory = Map.groupBy(planStreams(model), (stream) => stream.category)
  for (const [category, streams] of byCategory) {
    if (skipped.has(category)) continue
    incidents.push(...watchCategory(model, category, streams, days))
  }
  return incidents.toSorted((a, b) => a.opened - b.opened || a.category - b.category)
}

const NONE: ReadonlySet<number> = new Set()

/**
 * One category against its model; `streams` are its own. Days and incidents as `watchDays` has them. `onDay` is told the
 * evidence at the end of each day as a share of what raises an alert.
 */
export function watchCategory(
  model: BaselineModel,
  category: number,
  streams: readonly Stream[],
  days: readonly DayCounts[],
  onDay?: (day: number, evidence: number) => void,
): Incident[] {
  const incidents: Incident[] = []
  const running = streams.map((stream) => new Evidence(stream, days.length))
  const costs = new NullCosts(model, category)
  const cells = costs.cells
  let open: OpenIncident | null = null
  for (const [position, day] of days.entries()) {
    const n = day.n[category]!
    const k = day.k[category]!
    costs.turnTo(weekendOf(day.date), n)
    let total = 0
    let strongest: Evidence | null = null
    for (const evidence of running) {
      const { cell, weight } = evidence.stream
      if (cell === null) {
        let fired = 0
        for (const s of cells) fired += k[s]!
        evidence.step(fired, costs.expected, costs.category)
      } else evidence.step(k[cell]!, n[cell]! * costs.rate(cell), costs.cell(cell, n[cell]!))
      total += weight * evidence.value
      if (!strongest || weight * evidence.value > strongest.stream.weight * strongest.value)
        strongest = evidence
    }
    onDay?.(position, total / BUDGET_DAYS)
    if (open) {
      if (!open.step()) continue
      for (const evidence of running) evidence.reset()
      open = null
    } else if (strongest && total >= BUDGET_DAYS) {
      const onset = strongest.onset()
      if (!strongest.isSustained(onset)) continue
      const told = locateShift(running, onset) ?? strongest
      open = new OpenIncident(told, told === strongest ? onset : told.onset())
      incidents.push(open.incident)
      for (const evidence of running) evidence.reset()
    }
  }
  return incidents
}

/** The null's share of the evidence of one category: what a day of this size costs at each effect size. */
class NullCosts {
  /** Cells that are watched. */
  readonly cells: number[]
  /** Of the whole category on the current day. */
  readonly category = new Float64Array(EFFECT_SIZES.length)
  expected = 0
  readonly #cell = new Float64Array(EFFECT_SIZES.length)
  readonly #rates: readonly number[]
  readonly #errors: number[]
  /** Per weekday/weekend and cell: null bound of a cell alone, and its log cost a session at each effect size. */
  readonly #perSession: Float64Array[][]
  readonly #calendar: readonly [number, number]
  readonly #bound: number
  #weekend: 0 | 1 = 0

  constructor(model: BaselineModel, category: number) {
    this.cells = model.cells.map((_, cell) => cell).filter((cell) => isWatchable(model, category, cell))
    this.#rates = model.rates[category]!
    this.#calendar = model.calendar[category]!
    this.#bound = model.categoryBound[category]!
    this.#errors = this.#rates.map((rate, s) => (rate * (1 - rate)) / model.exposure[category]![s]!)
    this.#perSession = this.#calendar.map((factor) =>
      model.cells.map((_, s) => logCosts(model.upper[category]![s]! * factor * ACCEPTED_SHIFT)),
    )
  }

  turnTo(weekend: 0 | 1, n: readonly number[]): void {
    this.#weekend = weekend
    let plain = 0
    let variance = 0
    for (const s of this.cells) {
      plain += n[s]! * this.#rates[s]!
      variance += n[s]! * n[s]! * this.#errors[s]!
    }
    const factor = this.#calendar[weekend]
    this.expected = plain * factor
    this.category.fill(0)
    if (plain === 0) return
    const bound =
      ACCEPTED_SHIFT * factor * this.#bound * (1 + (CATEGORY_BOUND_Z * Math.sqrt(variance)) / plain)
    for (const s of this.cells) {
      const rate = Math.min(HIGHEST_NULL_RATE, this.#rates[s]! * bound)
      for (let t = 0; t < EFFECT_SIZES.length; t++) {
        this.category[t]! += n[s]! * Math.log1p((EFFECT_SIZES[t]! - 1) * rate)
      }
    }
  }

  /** Expected rate of a cell today. */
  rate(cell: number): number {
    return this.#rates[cell]! * this.#calendar[this.#weekend]
  }

  /** Cost of `n` sessions of one cell; valid until the next call. */
  cell(cell: number, n: number): Float64Array {
    const costs = this.#perSession[this.#weekend]![cell]!
    for (let t = 0; t < EFFECT_SIZES.length; t++) this.#cell[t] = n * costs[t]!
    return this.#cell
  }
}

function logCosts(bound: number): Float64Array {
  const rate = Math.min(HIGHEST_NULL_RATE, bound)
  return Float64Array.from(EFFECT_SIZES, (size) => Math.log1p((size - 1) * rate))
}
