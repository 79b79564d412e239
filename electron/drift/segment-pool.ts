import type { DayCounts } from '../../shared/model/counts.ts'
import { OTHER_SEGMENT, segmentKin } from '../../shared/model/segment.ts'
import { MOST_CELLS, SMALL_SEGMENT_SESSIONS } from './policy.ts'

/** Which segments a baseline tells apart; decided once and frozen with it. */
export interface SegmentPool {
  /** Watched segments, most sessions first; "other" last where there is one. */
  cells: string[]
  /** Segments that are counted in "other". */
  pooled: string[]
  /** Baseline sessions of every segment that was seen, by `segments` position: what inheriting goes by. */
  segmentSessions: [segment: string, sessions: number][]
}

/** Keeps the large segments and pools the small ones as "other". */
export function poolSegments(segments: readonly string[], sessions: readonly number[]): SegmentPool {
  const seen = segments
    .map((name, s): [string, number] => [name, sessions[s] ?? 0])
    .filter(([, count]) => count > 0)
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const small = seen.filter(([, count], rank) => count < SMALL_SEGMENT_SESSIONS || rank >= MOST_CELLS)
  const pooled = small.length > 1 ? small.map(([name]) => name) : []
  const cells = seen.map(([name]) => name).filter((name) => !pooled.includes(name) && name !== OTHER_SEGMENT)
  if (pooled.length > 0 || seen.some(([name]) => name === OTHER_SEGMENT)) cells.push(OTHER_SEGMENT)
  return { cells, pooled, segmentSessions: seen }
}

/**
 * The cell a segment is counted in: its own, "other", or, where the baseline does not know it, the cell of the
 * known segment with the same agent and the most sessions: only the model differs, and that is the change to
 * catch. -1 is new traffic without a baseline.
 */
export function cellOf(segment: string, pool: SegmentPool): number {
  const own = pool.cells.indexOf(segment)
  if (own >= 0) return own
  if (pool.pooled.includes(segment)) return pool.cells.indexOf(OTHER_SEGMENT)
  const agent = segmentKin(segment)
  if (agent === null) return -1
  const kin = pool.segmentSessions.find(([name]) => segmentKin(name) === agent)
  if (!kin) return -1
  const cell = pool.cells.indexOf(kin[0])
  return cell >= 0 ? cell : pool.cells.indexOf(OTHER_SEGMENT)
}

/** The name a segment's counts are kept and shown under: "other" for those the baseline pooled, else its own. */
export function pooledSegment(segment: string, pool: SegmentPool): string {
  return pool.pooled.includes(segment) ? OTHER_SEGMENT : segment
}

/** A day's counts with the segments folded into the cells; new traffic is left out. */
export function foldDay(day: DayCounts, segments: readonly string[], pool: SegmentPool): DayCounts {
  const target = foldTargets(segments, pool)
  const fold = (rows: readonly number[][]) =>
    rows.map((row) => {
      const sums = pool.cells.map(() => 0)
      row.forEach((value, s) => {
        const cell = target[s] ?? -1
        if (cell >= 0) sums[cell]! += value
      })
      return sums
    })
  return { date: day.date, n: fold(day.n), k: fold(day.k) }
}

const targets = new WeakMap<SegmentPool, { segments: readonly string[]; cells: number[] }>()
function foldTargets(segments: readonly string[], pool: SegmentPool): number[] {
  const known = targets.get(pool)
  if (known && known.segments === segments) return known.cells
  const cells = segments.map((segment) => cellOf(segment, pool))
  targets.set(pool, { segments, cells })
  return cells
}
