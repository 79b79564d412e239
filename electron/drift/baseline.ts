import type { CountSeries, DayCounts } from '../../shared/model/counts.ts'
import { fitCalendar, weekendOf } from './calendar.ts'
import { CELL_BOUND_Z, HIGHEST_BASELINE_RATE, LEAST_BASELINE_SESSIONS } from './policy.ts'
import { foldDay, poolSegments, type SegmentPool } from './segment-pool.ts'

/**
 * Frozen rates of one baseline: plain JSON data, never rolled forward. Matrices are `[category][cell]`;
 * a cell is a segment or the pooled "other".
 */
export interface BaselineModel extends SegmentPool {
  from: string
  to: string
  /** Days with data in the window. */
  days: number
  /** Sessions in the window. */
  sessions: number
  categories: string[]
  /** Version of each category's rule; empty where they are not versioned. */
  versions: number[]
  /** Sessions with a verdict, and those that fired. */
  n: number[][]
  k: number[][]
  /** Prior strength in failures: how alike the segments' risks are over the categories (`a0`). */
  prior: number
  /** Expected rate. */
  rates: number[][]
  /** Shape and exposure of the gamma posterior of each rate. */
  shape: number[][]
  exposure: number[][]
  /** Upper bound of each rate. */
  upper: number[][]
  /** Factor on weekdays and at weekends. */
  calendar: [number, number][]
  /** How much more a category's daily counts scatter than chance alone would (variance ratio, at least 1; empty: not known). */
  spread: number[]
  /** False where the window has too few verdicts of a category to know its rate. */
  known: boolean[]
}

/** Upper bound of a gamma(shape, rate) quantile at z standard errors (Wilson and Hilferty 1931). */
export function gammaUpper(shape: number, rate: number, z: number): number {
  return (shape / rate) * (1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3
}

/**
 * Fits the baseline on `days` (all of them the window): empirical-Bayes shrinkage of each cell towards
 * category rate x segment risk. `sessions` per day and segment; without it the largest verdict count stands in.
 */
export function fitBaseline(
  series: CountSeries,
  days: readonly DayCounts[],
  sessions?: readonly (readonly number[])[],
): BaselineModel {
  const perSegment = series.segments.map((_, s) =>
    days.reduce((sum, day, d) => sum + (sessions?.[d]?.[s] ?? mostVerdicts(day, s)), 0),
  )
  const pool = poolSegments(series.segments, perSegment)
  const folded = days.map((day) => foldDay(day, series.segments, pool))
  const categories = series.categories
  const cells = pool.cells
  const zero = () => categories.map(() => cells.map(() => 0))
  const n = zero()
  const k = zero()
  for (const day of folded) {
    for (let c = 0; c < categories.length; c++) {
      for (let s = 0; s < cells.length; s++) {
        n[c]![s]! += day.n[c]![s]!
        k[c]![s]! += day.k[c]![s]!
      }
    }
  }
  const { mean, prior } = fitMeans(n, k)
  const priors = k.map((row, c) => row.map((fired, s) => priorOfCell(fired, n[c]![s]! * mean[c]![s]!, prior)))
  const shape = k.map((row, c) => row.map((fired, s) => fired + priors[c]![s]!))
  const exposure = n.map((row, c) => row.map((count, s) => count + priors[c]![s]! / mean[c]![s]!))
  const rates = shape.map((row, c) =>
    row.map((a, s) => Math.min(HIGHEST_BASELINE_RATE, a / exposure[c]![s]!)),
  )
  const verdicts = n.map(total)
  const calendar = fitCalendar(folded, rates)
  return {
    ...pool,
    from: days[0]?.date ?? '',
    to: days.at(-1)?.date ?? '',
    days: days.length,
    sessions: total(perSegment),
    categories,
    versions: [],
    n,
    k,
    prior,
    rates,
    shape,
    exposure,
    upper: shape.map((row, c) => row.map((a, s) => gammaUpper(a, exposure[c]![s]!, CELL_BOUND_Z))),
    calendar,
    spread: fitSpread(folded, rates, calendar),
    known: verdicts.map((count) => count >= LEAST_BASELINE_SESSIONS),
  }
}

/** `q_c r_s` for every cell, and the prior strength from how far the cells scatter around it (moments). */
function fitMeans(n: readonly number[][], k: readonly number[][]): { mean: number[][]; prior: number } {
  const category = n.map((row, c) => (total(k[c]!) + 0.5) / (total(row) + 1))
  const risk = (n[0] ?? []).map((_, s) => {
    let fired = 1
    let expected = 1
    for (let c = 0; c < n.length; c++) {
      fired += k[c]![s]!
      expected += n[c]![s]! * category[c]!
    }
    return fired / expected
  })
  const mean = category.map((q) => risk.map((r) => q * r))
  let scatter = 0
  let scale = 0
  for (let c = 0; c < n.length; c++) {
    for (let s = 0; s < risk.length; s++) {
      const e = n[c]![s]! * mean[c]![s]!
      scatter += (k[c]![s]! - e) ** 2 - e
      scale += e * e
    }
  }
  const variance = Math.max(LEAST_VARIANCE, scale > 0 ? scatter / scale : 0)
  return { mean, prior: Math.min(MOST_PRIOR, 1 / variance) }
}

/** Even like segments differ by about 5 %; no prior is worth more than 400 failures. */
const LEAST_VARIANCE = 0.0025
const MOST_PRIOR = 400

/**
 * What the other cells say of one cell, in failures. Where its own count contradicts them (more failures than 99 in 100
 * such cells would show) they are believed only as far as the moments of this one cell allow: a category that one agent
 * has and the others do not must not be expected at the others' rate.
 */
function priorOfCell(fired: number, expected: number, prior: number): number {
  if (fired <= expected || poissonScore(fired, expected) > CONTRADICTION_Z) return prior
  return Math.min(prior, expected ** 2 / ((fired - expected) ** 2 - expected))
}

/** Standard normal score of seeing at least `fired` where `expected` are expected (Wilson and Hilferty 1931). */
function poissonScore(fired: number, expected: number): number {
  return 3 * Math.sqrt(fired) * (Math.cbrt(expected / fired) - 1 + 1 / (9 * fired))
}

/** One cell in a hundred contradicts by chance; it is then watched a little less sharply, never more. */
const CONTRADICTION_Z = -2.326

/**
 * Pearson's chi-square of the window's days over its degrees of freedom, less half a standard error of it: only scatter
 * that is hardly chance makes a category slower to speak.
 */
function fitSpread(
  days: readonly DayCounts[],
  rates: readonly number[][],
  calendar: readonly [number, number][],
): number[] {
  return rates.map((row, c) => {
    let square = 0
    let freedom = -1
    for (const day of days) {
      const factor = calendar[c]![weekendOf(day.date)]
      const expected = factor * row.reduce((sum, rate, s) => sum + rate * day.n[c]![s]!, 0)
      if (expected === 0) continue
      square += (total(day.k[c]!) - expected) ** 2 / expected
      freedom++
    }
    return freedom > 2 ? Math.max(1, (square / freedom) * (1 - Math.sqrt(1 / (2 * freedom)))) : 1
  })
}

/** Scatter of a stream's daily counts: a category's days move its cells together, each by its part. */
export function spreadOf(model: BaselineModel, category: number, cell: number | null): number {
  const expected = model.rates[category]!.map((rate, s) => rate * model.n[category]![s]!)
  const part = cell === null ? 1 : expected[cell]! / Math.max(1e-9, total(expected))
  return 1 + ((model.spread[category] ?? 1) - 1) * part
}

/**
 * Shape of the gamma posterior (mean 1) of the factor by which a category's rates (`cell` null), or those of one cell,
 * differ from the baseline's: a category is known as well as its failures are many; a cell's own posterior leans on
 * the category, whose error comes on top.
 */
export function certaintyOf(model: BaselineModel, category: number, cell: number | null): number {
  const whole = total(model.k[category]!) + 0.5
  return cell === null ? whole : 1 / (1 / model.shape[category]![cell]! + 1 / whole)
}

function mostVerdicts(day: DayCounts, segment: number): number {
  return day.n.reduce((most, row) => Math.max(most, row[segment] ?? 0), 0)
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
