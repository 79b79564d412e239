import type { DayCounts } from '../../shared/model/counts.ts'
import { type BaselineModel, certaintyOf, spreadOf } from './baseline.ts'
import { planStreams, type Stream } from './budget.ts'
import { weekendOf } from './calendar.ts'
import { Evidence } from './evidence.ts'
import { type Incident, OpenIncident } from './incident.ts'
import { locateShift } from './locate.ts'
import { NullCosts } from './null-cost.ts'
import { BUDGET_DAYS } from './policy.ts'
import { isSustained } from './sustained.ts'

/**
 * Watches the days after a baseline; `days` are folded into its cells, closed, in order. The same counts give the
 * same incidents, and further days never change what was said before them.
 *
 * A category alerts when sum(weight M) over its streams reaches BUDGET_DAYS (and the rise is sustained, which can only
 * withhold an alert). For true rates up to ACCEPTED_SHIFT times the baseline's, with the calendar factor and the bound for
 * today's mix, each stream's M lies below an e-detector whose days all have mean <= 1 (see Evidence), so
 * BUDGET_DAYS x alerts + sum(weight M) - days stays below a supermartingale whatever the mix does and however the
 * streams depend on each other: at most T / BUDGET_DAYS false alerts are expected in T days. That the baseline itself is an
 * estimate is integrated over in each run of evidence. Conditions: verdicts of one day are independent given the
 * rates, the weekday factor is right.
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

export interface WatchOptions {
  /** One false alert expected in so many days; the streams must be planned with the same. */
  budgetDays?: number
  /** Is told the evidence at the end of each day, as a share of what raises an alert. */
  onDay?: (day: number, evidence: number) => void
}

/** One category against its model; `streams` are its own. Days and incidents as `watchDays` has them. */
export function watchCategory(
  model: BaselineModel,
  category: number,
  streams: readonly Stream[],
  days: readonly DayCounts[],
  { budgetDays = BUDGET_DAYS, onDay }: WatchOptions = {},
): Incident[] {
  const incidents: Incident[] = []
  const running = streams.map(
    (stream) =>
      new Evidence(
        stream,
        days.length,
        certaintyOf(model, category, stream.cell),
        spreadOf(model, category, stream.cell),
      ),
  )
  const costs = new NullCosts(model, category)
  const cells = costs.cells
  let open: OpenIncident | null = null
  for (const [position, day] of days.entries()) {
    const n = day.n[category]!
    const k = day.k[category]!
    const weekend = weekendOf(day.date)
    let total = 0
    let strongest: Evidence | null = null
    for (const evidence of running) {
      const { cell, weight } = evidence.stream
      if (cell === null) {
        let fired = 0
        for (const s of cells) fired += k[s]!
        evidence.step(fired, costs.category(weekend, n, k))
      } else evidence.step(k[cell]!, costs.cell(weekend, cell, n[cell]!, k[cell]!))
      total += weight * evidence.value
      if (!strongest || weight * evidence.value > strongest.stream.weight * strongest.value)
        strongest = evidence
    }
    onDay?.(position, total / budgetDays)
    if (open) {
      if (!open.step()) continue
      for (const evidence of running) evidence.reset()
      open = null
    } else if (strongest && total >= budgetDays) {
      const onset = strongest.onset()
      const told = locateShift(running, onset) ?? strongest
      if (!isSustained(strongest, onset) || (told !== strongest && !isSustained(told, onset))) continue
      open = new OpenIncident(told, onset)
      incidents.push(open.incident)
      for (const evidence of running) evidence.reset()
    }
  }
  return incidents
}
