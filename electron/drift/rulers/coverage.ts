import type { Notice } from '../../../shared/model/shift.ts'
import { dayName, percent } from '../wording.ts'
import type { CoveredDay } from './ruler-counts.ts'

/** Traces with spans of one segment that began on one day. */
export interface TracedDay {
  segment: string
  date: string
  traces: number
}

export interface CoverageFall {
  score: string
  before: number
  after: number
  /** The last day on which a trace was evaluated, where the recent days have none at all. */
  lastSeen: string | null
}

/** Recent days that are held against those of the reference, and how many of these there must be. */
const RECENT_DAYS = 7
const REFERENCE_DAYS = 28
const LEAST_REFERENCE_DAYS = 7
/** A fall that is worth a line: five points, and a fifth of what it was. Our choice. */
const LEAST_FALL = 0.05
const LEAST_SHARE_OF_FALL = 0.2
/** Standard errors, with days as the unit: evaluations run in batches, so days swing far more than traces do. */
const LEAST_Z = 6
/** Scores named in one notice. */
const NAMED = 3

/**
 * Scores whose share of evaluated traces fell. Each segment's usual share is held against today's mix, so that traffic
 * nobody ever evaluated is no fall when it grows. `last` is the last closed day; later days are still being evaluated.
 */
export function findCoverageFalls(
  traced: readonly TracedDay[],
  covered: readonly CoveredDay[],
  last: string,
): CoverageFall[] {
  const closed = traced.filter(({ date }) => date <= last)
  const dates = [...new Set(closed.map(({ date }) => date))].toSorted()
  const recent = dates.slice(-RECENT_DAYS)
  const reference = dates.slice(0, -RECENT_DAYS).slice(0, REFERENCE_DAYS)
  const byDate = Map.groupBy(closed, ({ date }) => date)
  if (reference.length < LEAST_REFERENCE_DAYS || recent.length < RECENT_DAYS) return []
  return Array.from(
    Map.groupBy(covered, ({ score }) => score),
    ([score, rows]) => fallOf(score, byDate, rows, reference, recent),
  ).filter((fall) => fall !== null)
}

function fallOf(
  score: string,
  traced: ReadonlyMap<string, readonly TracedDay[]>,
  rows: readonly CoveredDay[],
  reference: readonly string[],
  recent: readonly string[],
): CoverageFall | null {
  const counts = new Map(rows.map(({ segment, date, traces }) => [key(segment, date), traces]))
  const on = (date: string) => traced.get(date) ?? []
  const usual = new Map<string, number>()
  for (const [segment, own] of Map.groupBy(reference.flatMap(on), (day) => day.segment)) {
    const traces = sum(own.map((day) => day.traces))
    if (traces > 0)
      usual.set(segment, sum(own.map((day) => counts.get(key(segment, day.date)) ?? 0)) / traces)
  }
  const dayOf = (date: string): DayCoverage => {
    const today = on(date).filter(({ segment }) => usual.has(segment))
    return {
      traces: sum(today.map((day) => day.traces)),
      evaluated: sum(today.map((day) => counts.get(key(day.segment, date)) ?? 0)),
      expected: sum(today.map((day) => day.traces * usual.get(day.segment)!)),
    }
  }
  const [before, after] = [reference.map(dayOf), recent.map(dayOf)]
  const size = sum(after.map(({ traces }) => traces))
  const expected = sum(after.map((day) => day.expected))
  if (size === 0 || expected === 0) return null
  const evaluated = sum(after.map((day) => day.evaluated))
  const [usually, now] = [expected / size, evaluated / size]
  const fall = usually - now
  const error = Math.hypot(errorOf(before), errorOf(after))
  if (fall < Math.max(LEAST_FALL, LEAST_SHARE_OF_FALL * usually) || fall < LEAST_Z * error) return null
  const days = rows.map(({ date }) => date).toSorted()
  return { score, before: usually, after: now, lastSeen: evaluated === 0 ? (days.at(-1) ?? null) : null }
}

interface DayCoverage {
  traces: number
  evaluated: number
  expected: number
}

/**
 * Standard error of the evaluated share over what was expected, with the day as the unit: that of a ratio estimate
 * (Cochran 1977, Sampling Techniques, 6.3).
 */
function errorOf(days: readonly DayCoverage[]): number {
  const size = sum(days.map(({ traces }) => traces))
  if (days.length < 2 || size === 0) return Number.POSITIVE_INFINITY
  const level = sum(days.map(({ evaluated, expected }) => evaluated - expected)) / size
  const squares = sum(
    days.map(({ traces, evaluated, expected }) => (evaluated - expected - level * traces) ** 2),
  )
  return Math.sqrt((days.length / (days.length - 1)) * squares) / size
}

/** About the evaluations, never about the agent. */
export function coverageNotice(falls: readonly CoverageFall[], last: string): Notice | null {
  if (falls.length === 0) return null
  const parts = falls
    .toSorted((a, b) => b.before - b.after - (a.before - a.after))
    .slice(0, NAMED)
    .map(({ score, before, after, lastSeen }) =>
      lastSeen === null
        ? `${score} was given to ${percent(after)} of traces in the last 7 days, usually ${percent(before)}`
        : `${score} was last given on ${dayName(lastSeen)}, before that to ${percent(before)} of traces`,
    )
  const more = falls.length > NAMED ? `; ${falls.length - NAMED} more scores likewise` : ''
  return {
    kind: 'coverage',
    title: 'Fewer traces are evaluated',
    text: `${parts.join('; ')}${more}. What is not evaluated cannot be seen to fail: look at the evaluators, not at the agent.`,
    on: last,
  }
}

function key(segment: string, date: string): string {
  return JSON.stringify([segment, date])
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
