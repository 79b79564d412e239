/** A segment whose share of the sessions changed and stayed changed. */
export interface TrafficChange {
  segment: string
  /** Day on which it most likely changed. */
  date: string
  before: number
  after: number
}

/** Shares of the last so many days with data are compared with the baseline's. */
const RECENT_DAYS = 7
/** Smaller changes of a share are not worth a line. */
const LEAST_CHANGE = 0.05
/** Standard errors a change must exceed; shares swing more from day to day than by chance alone, hence so many. */
const LEAST_Z = 6

/**
 * Segments whose share differs from the baseline's by five points or more, largest first. `sessions` is
 * `[day][segment]`; the first `window` days are the baseline.
 */
export function findTrafficChanges(
  dates: readonly string[],
  segments: readonly string[],
  sessions: readonly (readonly number[])[],
  window: number,
): TrafficChange[] {
  const totals = sessions.map((day) => day.reduce((sum, count) => sum + count, 0))
  const later = Math.max(window, dates.length - RECENT_DAYS)
  if (later >= dates.length || window === 0) return []
  const size0 = sumOf(totals, 0, window)
  const size1 = sumOf(totals, later, dates.length)
  if (size0 === 0 || size1 === 0) return []
  const changes: TrafficChange[] = []
  segments.forEach((segment, s) => {
    const counts = sessions.map((day) => day[s] ?? 0)
    const before = sumOf(counts, 0, window) / size0
    const after = sumOf(counts, later, dates.length) / size1
    const pooled = (before * size0 + after * size1) / (size0 + size1)
    const error = Math.sqrt(pooled * (1 - pooled) * (1 / size0 + 1 / size1))
    if (Math.abs(after - before) < LEAST_CHANGE || Math.abs(after - before) < LEAST_Z * error) return
    changes.push({ segment, before, after, date: dates[changeDay(counts, totals, window, before, after)]! })
  })
  return changes.toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
}

/** First day from which the counts are likelier under the new share than under the old one. */
function changeDay(
  counts: readonly number[],
  totals: readonly number[],
  window: number,
  before: number,
  after: number,
): number {
  const [low, high] = [clamp(before), clamp(after)]
  let sum = 0
  let most = Number.NEGATIVE_INFINITY
  let best = counts.length - 1
  for (let day = counts.length - 1; day >= window; day--) {
    const k = counts[day]!
    sum += k * Math.log(high / low) + (totals[day]! - k) * Math.log((1 - high) / (1 - low))
    if (sum >= most) {
      most = sum
      best = day
    }
  }
  return best
}

function clamp(share: number): number {
  return Math.min(0.999, Math.max(0.001, share))
}

function sumOf(values: readonly number[], from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += values[i]!
  return sum
}
