import type { Mark } from '../../shared/contract/shifts.ts'
import type { CountSeries, DayCounts } from '../../shared/model/counts.ts'
import type { Shift } from '../../shared/model/shift.ts'
import type { BaselineModel } from './baseline.ts'
import { candidateCauses } from './cause.ts'
import { weekendOf } from './calendar.ts'
import type { Incident } from './incident.ts'
import type { Segmenter } from '../../shared/model/segmenter.ts'
import { ratioInterval } from './interval.ts'
import { type MixSplit, splitDifference } from './mix.ts'
import { cellOf } from './segment-pool.ts'
import { describeShift } from './sentence.ts'

/** What an incident is told from; the watched days are unfolded, by segment. */
export interface ShiftContext {
  model: BaselineModel
  series: CountSeries
  watchedDays: readonly DayCounts[]
  /** The last of them, where what is open then was accepted as the new normal. */
  acceptedOn?: string | null
  /** The hour a rise began in, where days are too coarse. */
  hourOf?(incident: Incident, onset: string, ratio: number): number | null
  marks: readonly Mark[]
  /** What its segments are made of. */
  segmenter?: Segmenter
  nameOf(category: string): string
}

/** An incident as the shift that views, command line and reports show. */
export function recordShift(incident: Incident, context: ShiftContext): Shift {
  const { model, series, watchedDays } = context
  const category = model.categories[incident.category]!
  const row = series.categories.indexOf(category)
  const inside = series.segments
    .map((segment, s) => ({ s, cell: cellOf(segment, model) }))
    .filter(({ cell }) => cell >= 0 && (incident.cell === null || cell === incident.cell))
  const days = watchedDays.slice(incident.onset, incident.ended ?? undefined)
  const split = splitOf(model, incident, row, inside, days)
  const { observed, expected, variance } = expectation(model, incident.category, row, inside, days)
  const interval = ratioInterval(observed, expected, variance)
  const openedOn = watchedDays[incident.opened]!.date
  const onset = watchedDays[incident.onset]!.date
  const acceptedOn = incident.ended === null ? (context.acceptedOn ?? null) : null
  const shift = {
    id: `${category}@${openedOn}`,
    category,
    segment:
      incident.cell === null
        ? null
        : segmentName(
            model,
            series,
            incident.cell,
            inside,
            inside.map(({ s }) => sumIn(days, 'k', row, s)),
          ),
    state: incident.ended === null && acceptedOn === null ? ('open' as const) : ('closed' as const),
    openedOn,
    onset,
    onsetUs: context.hourOf?.(incident, onset, interval.ratio) ?? null,
    closedOn: incident.ended === null ? acceptedOn : watchedDays[incident.ended]!.date,
    isAccepted: acceptedOn !== null,
    observed,
    expected,
    ...interval,
    mix: split.mix,
    behaviour: split.behaviour,
    baselineRate: split.before,
    currentRate: split.after,
  }
  const causes = candidateCauses(context.marks, shift.onset, shift.segment, context.segmenter)
  return {
    ...shift,
    causes: causes.map(({ mark, ...cause }) => ({
      kind: mark.kind,
      label: mark.label,
      date: mark.date,
      before: cause.before,
      days: cause.days,
      share: cause.share,
    })),
    sentence: describeShift(shift, context.nameOf(category), causes),
  }
}

type Inside = readonly { s: number; cell: number }[]

/**
 * Strata are the cells: a new model of a known agent is a change of behaviour inside its cell, not of the mix, for
 * that is the change to catch.
 */
function splitOf(
  model: BaselineModel,
  { category, cell }: Incident,
  row: number,
  inside: Inside,
  days: readonly DayCounts[],
): MixSplit {
  const cells = model.cells.map((_, c) => c).filter((c) => cell === null || cell === c)
  const gather = (side: 'n' | 'k') =>
    cells.map((c) => inside.reduce((sum, at) => sum + (at.cell === c ? sumIn(days, side, row, at.s) : 0), 0))
  return splitDifference(
    { n: cells.map((c) => model.n[category]![c]!), k: cells.map((c) => model.k[category]![c]!) },
    { n: gather('n'), k: gather('k') },
    cells.map((c) => model.rates[category]![c]!),
  )
}

function sumIn(days: readonly DayCounts[], side: 'n' | 'k', row: number, segment: number): number {
  return days.reduce((sum, day) => sum + (day[side][row]?.[segment] ?? 0), 0)
}

/** Sessions that fired, how many the baseline expects for this traffic, and the relative variance of that. */
export function expectation(
  model: BaselineModel,
  category: number,
  row: number,
  inside: Inside,
  days: readonly DayCounts[],
): { observed: number; expected: number; variance: number } {
  const sizes = model.cells.map(() => 0)
  let observed = 0
  for (const day of days) {
    const factor = model.calendar[category]![weekendOf(day.date)]
    for (const { s, cell } of inside) {
      observed += day.k[row]?.[s] ?? 0
      sizes[cell]! += (day.n[row]?.[s] ?? 0) * factor
    }
  }
  let expected = 0
  let error = 0
  sizes.forEach((size, cell) => {
    const rate = model.rates[category]![cell]!
    expected += size * rate
    error += (size * size * rate * (1 - rate)) / model.exposure[category]![cell]!
  })
  return { observed, expected, variance: expected > 0 ? error / expected ** 2 : 0 }
}

/** A cell by the segment that carries most of it now: where the model changed, that is the new one. */
function segmentName(
  model: BaselineModel,
  series: CountSeries,
  cell: number,
  inside: Inside,
  fired: readonly number[],
): string {
  const name = model.cells[cell]!
  if (model.pooled.length > 0 && cell === model.cells.length - 1) return name
  const most = inside[fired.indexOf(Math.max(...fired))]
  return most ? series.segments[most.s]! : name
}
