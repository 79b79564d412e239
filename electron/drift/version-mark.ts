import { dateOfDay, dayNumber } from './calendar.ts'
import { CAUSE_DAYS, EFFECT_SIZES } from './policy.ts'

/** Traces by date. */
export type DayTraces = ReadonlyMap<string, number>

/**
 * Share of its agent's traces from which a version can move a rate by the smallest effect that is looked for, if it moves its
 * own traces by the largest: 1 + share (5 - 1) = 1.4, one trace in ten. Below it a version explains no shift, and is no mark.
 */
export const LEAST_MARK_SHARE = (EFFECT_SIZES[0] - 1) / (EFFECT_SIZES[EFFECT_SIZES.length - 1]! - 1)
/** Fewer traces in a week are a trial. */
const LEAST_MARK_TRACES = 3

/**
 * The day on which a version came into force: the first one on which it has this share of the day and of the week that
 * begins with it. Null where it never has, or has from the first day on. `totals`: traces with any version of its kind.
 */
export function markDay(days: DayTraces, totals: DayTraces): string | null {
  const first = [...totals.keys()].toSorted()[0]
  for (const date of [...days.keys()].toSorted()) {
    const week = tracesWithin(days, date, CAUSE_DAYS)
    if (week < LEAST_MARK_TRACES || week < LEAST_MARK_SHARE * tracesWithin(totals, date, CAUSE_DAYS)) continue
    if ((days.get(date) ?? 0) >= LEAST_MARK_SHARE * (totals.get(date) ?? 0))
      return date === first ? null : date
  }
  return null
}

/** Versions of one kind and agent are parallel if the older one keeps more than this of its share. */
const KEPT = 0.5

/**
 * The version that the one marked on `date` took over from: of the others the one with the most traces in the week before,
 * if it lost half of its share by the week that begins then. Null where it came beside the others.
 */
export function replacedOn(
  date: string,
  label: string,
  versions: readonly { label: string; days: DayTraces }[],
  totals: DayTraces,
): string | null {
  const from = dateOfDay(dayNumber(date) - CAUSE_DAYS)
  const [before] = versions
    .filter((other) => other.label !== label)
    .map((other) => ({ other, traces: tracesWithin(other.days, from, CAUSE_DAYS) }))
    .toSorted((a, b) => b.traces - a.traces || (a.other.label < b.other.label ? -1 : 1))
  if (before === undefined || before.traces === 0) return null
  const next = dateOfDay(dayNumber(date) + 1)
  // The day itself is shared between the two.
  const hasLater = tracesWithin(totals, next, CAUSE_DAYS) > 0
  const start = hasLater ? next : date
  const now = tracesWithin(before.other.days, start, CAUSE_DAYS) / tracesWithin(totals, start, CAUSE_DAYS)
  return now <= (KEPT * before.traces) / tracesWithin(totals, from, CAUSE_DAYS) ? before.other.label : null
}

/** Traces of some days from `date` on. */
export function tracesWithin(days: DayTraces, date: string, count: number): number {
  const start = dayNumber(date)
  let sum = 0
  for (let day = 0; day < count; day++) sum += days.get(dateOfDay(start + day)) ?? 0
  return sum
}
