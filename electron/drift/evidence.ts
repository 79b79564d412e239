import type { Stream } from './budget.ts'
import type { DayCost } from './null-cost.ts'
import {
  EFFECT_SIZES,
  EFFECT_WEIGHTS_CATEGORY,
  EFFECT_WEIGHTS_CELL,
  LEARNED_DAYS,
  LONGEST_RUN_DAYS,
  MOST_LEARNED,
} from './policy.ts'

const SIZES = EFFECT_SIZES.length
const LOG_SIZES = EFFECT_SIZES.map(Math.log)

/** An effect size of a run below e^-2.5 counts for nothing, and the run ends when all are: M can only become smaller. */
const NEGLIGIBLE = -2.5

/** A day next to the true one is nearly as good an onset; where one day stands alone it is the one that is told. */
const NEIGHBOUR = 0.9

/**
 * A stream's evidence: the mixture e-detector M = sum of W over all runs (one begins each day), and the days behind it.
 *
 * With X failures since the run began, and the day costs (DayCost) summed to `fixed` F, `linear` C, `shape` a, `exposure` b,
 *   ln W(size) = X ln size - F - max(C, a ln(1 + C / b)),   W = sum over sizes of weight x W(size).
 *
 * 1. For true rates up to the bound (h <= 1) the product over the run's days of e^l, l = x ln size - fixed - linear, is a
 *    supermartingale: E size^x <= prod (1 + v)^n, which is e^(fixed + linear) at h = 1, so each e^l has mean <= 1.
 *    W lies below the mixture of these, so until it is reset M lies below a sum of one such product a day, and E M <= days.
 * 2. The rates may all be h times the bound, h ~ Gamma as the baseline leaves it (certaintyOf). After the run's days its
 *    posterior is stochastically below Gamma(a, b), so the posterior mean of size^X e^-(F + hC), the likelihood ratio of
 *    the shifted against the unshifted mixture, is at least W(size): a run has mean <= 1 over the rates that the
 *    baseline leaves possible, with no bound on h.
 * Where the baseline's days scatter more than chance, ln W is divided by their variance ratio: the mean of a root is at most
 * the root of the mean, so 1 and 2 stand.
 * a and b also hold the watched days before the run, up to LEARNED_DAYS; that sharpens 2 and leaves 1 as it is, for the
 * maximum never lets the cost fall below C. Sources: Shin, Ramdas, Rinaldo (arXiv 2203.03532); Robbins 1970 (mixtures).
 */
export class Evidence {
  readonly stream: Stream
  readonly #weights: readonly number[]
  readonly #certainty: number
  readonly #spread: number
  /** Sums over all days so far, per effect size (x ln size - fixed - linear; linear) and of the posterior. */
  readonly #atBound = new Float64Array(SIZES)
  readonly #linear = new Float64Array(SIZES)
  #shape = 0
  #exposure = 0
  /** Runs by age, oldest first: first day, the sums when it began (the posterior's less its prior), and W. */
  readonly #start = new Int32Array(LONGEST_RUN_DAYS + 1)
  readonly #atBoundBefore = new Float64Array((LONGEST_RUN_DAYS + 1) * SIZES)
  readonly #linearBefore = new Float64Array((LONGEST_RUN_DAYS + 1) * SIZES)
  readonly #shapeBefore = new Float64Array(LONGEST_RUN_DAYS + 1)
  readonly #exposureBefore = new Float64Array(LONGEST_RUN_DAYS + 1)
  readonly #worth = new Float64Array(LONGEST_RUN_DAYS + 1)
  #runs = 0
  #learnedShape = 0
  #learnedExposure = 0
  /** Fired and expected (best estimate, with the calendar) on each day so far. */
  readonly observed: Float64Array
  readonly expected: Float64Array
  /** Cost of each day and effect size at the bound. */
  readonly #costs: Float64Array
  #days = 0
  #restedFrom = 0
  /** M. */
  value = 0

  /** `certainty` and `spread`: certaintyOf and spreadOf the stream; `days`: how many will be stepped at most. */
  constructor(stream: Stream, days: number, certainty: number, spread = 1) {
    this.stream = stream
    this.#weights = stream.cell === null ? EFFECT_WEIGHTS_CATEGORY : EFFECT_WEIGHTS_CELL
    this.#certainty = certainty
    this.#spread = spread
    this.observed = new Float64Array(days)
    this.expected = new Float64Array(days)
    this.#costs = new Float64Array(days * SIZES)
  }

  get days(): number {
    return this.#days
  }

  /** First day after the last incident; 0 before any. */
  get restedFrom(): number {
    return this.#restedFrom
  }

  /** One closed day. A day without sessions changes nothing. */
  step(fired: number, cost: DayCost): void {
    const day = this.#days++
    this.observed[day] = fired
    this.expected[day] = cost.expected
    if (cost.expected === 0) return
    this.#begin(day)
    for (let t = 0; t < SIZES; t++) {
      const atBound = cost.fixed[t]! + cost.linear[t]!
      this.#costs[day * SIZES + t] = atBound
      this.#atBound[t]! += fired * LOG_SIZES[t]! - atBound
      this.#linear[t]! += cost.linear[t]!
    }
    this.#shape += cost.shape
    this.#exposure += cost.exposure
    let kept = 0
    this.value = 0
    for (let run = 0; run < this.#runs; run++) {
      const worth = this.#start[run]! > day - LONGEST_RUN_DAYS ? this.#worthOf(run) : 0
      if (worth === 0) continue
      if (kept < run) this.#move(run, kept)
      this.#worth[kept++] = worth
      this.value += worth
    }
    this.#runs = kept
    if (day >= LEARNED_DAYS || this.#restedFrom > 0) return
    this.#learnedShape += cost.shape
    this.#learnedExposure += cost.exposure
  }

  #begin(day: number): void {
    const run = this.#runs++
    const exposure = this.#certainty + this.#learnedExposure
    const shape = Math.min(this.#certainty + this.#learnedShape, exposure * MOST_LEARNED)
    this.#start[run] = day
    this.#exposureBefore[run] = this.#exposure - exposure
    this.#shapeBefore[run] = this.#shape - shape
    this.#atBoundBefore.set(this.#atBound, run * SIZES)
    this.#linearBefore.set(this.#linear, run * SIZES)
  }

  /** What a run is worth after the newest day: W. */
  #worthOf(run: number): number {
    const now = this.#atBound
    const before = this.#atBoundBefore
    let worth = 0
    for (let t = 0; t < SIZES; t++) {
      const at = run * SIZES + t
      const atBound = now[t]! - before[at]!
      if (atBound < NEGLIGIBLE) continue
      const shape = this.#shape - this.#shapeBefore[run]!
      const exposure = this.#exposure - this.#exposureBefore[run]!
      // ln(1 + x) <= x: where fewer failed than expected the maximum is C, without a logarithm.
      let excess = 0
      if (shape > exposure) {
        const linear = this.#linear[t]! - this.#linearBefore[at]!
        excess = Math.max(0, shape * Math.log1p(linear / exposure) - linear)
      }
      worth += this.#weights[t]! * Math.exp((atBound - excess) / this.#spread)
    }
    return worth
  }

  #move(run: number, to: number): void {
    this.#start[to] = this.#start[run]!
    this.#shapeBefore[to] = this.#shapeBefore[run]!
    this.#exposureBefore[to] = this.#exposureBefore[run]!
    for (let t = 0; t < SIZES; t++) {
      this.#atBoundBefore[to * SIZES + t] = this.#atBoundBefore[run * SIZES + t]!
      this.#linearBefore[to * SIZES + t] = this.#linearBefore[run * SIZES + t]!
    }
  }

  /** Back to rest, after an alert or when an incident has closed. */
  reset(): void {
    this.#runs = 0
    this.value = 0
    this.#restedFrom = this.#days
  }

  /** Evidence of one day at the bound, for effect size `t`. */
  evidenceOf(day: number, t: number): number {
    return (this.observed[day]! * LOG_SIZES[t]! - this.#costs[day * SIZES + t]!) / this.#spread
  }

  /**
   * Day (position) on which the rise that is now seen most likely began: runs are worth what their first day is likely, and
   * the day with the most on it and its two neighbours is most likely right to within a day. Never inside an earlier incident.
   */
  onset(): number {
    let best = this.#days - 1
    let most = 0
    for (let run = 0; run < this.#runs; run++) {
      const before = run > 0 ? this.#worth[run - 1]! : 0
      const after = run + 1 < this.#runs ? this.#worth[run + 1]! : 0
      const near = NEIGHBOUR * (before + after) + this.#worth[run]!
      if (near > most) {
        most = near
        best = this.#start[run]!
      }
    }
    return best
  }
}
