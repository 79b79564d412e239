import { createHash } from 'node:crypto'
import type { DayTraces } from '../drift/version-mark.ts'

/** Traces by date of each tool that some agent called, and of all its traces with a call. */
export interface CalledTools {
  tools: ReadonlyMap<string, DayTraces>
  totals: DayTraces
}

/** The tools an agent was seen to call from a day on. */
export interface CalledSet {
  hash: string
  names: string[]
  /** First and last day, both inclusive. */
  from: string
  to: string
}

/** Chance that a tool of this share is not called in so many traces though it could be. */
const BY_CHANCE = 1e-6

/**
 * The tool sets of an agent whose calls do not say which tools they could choose from: what it calls between one tool's
 * coming or going and the next. A tool came or went where its absence before or after is no chance, as its share of the
 * traces while it was there says; a rare one was always there.
 */
export function calledSets({ tools, totals }: CalledTools): CalledSet[] {
  const dates = [...totals.keys()].toSorted()
  const [first] = dates
  const last = dates.at(-1)
  if (first === undefined || last === undefined) return []
  const lives = Array.from(tools, ([name, days]) => {
    const seen = [...days.keys()].toSorted()
    const begin = seen[0]!
    const end = seen.at(-1)!
    const count = (isMeant: (date: string) => boolean): number =>
      dates.filter(isMeant).reduce((sum, date) => sum + totals.get(date)!, 0)
    const own = [...days.values()].reduce((sum, traces) => sum + traces, 0)
    const share = Math.min(0.999, own / count((date) => date >= begin && date <= end))
    const isAbsent = (traces: number): boolean => traces * Math.log1p(-share) < Math.log(BY_CHANCE)
    return {
      name,
      from: isAbsent(count((date) => date < begin)) ? begin : first,
      until: isAbsent(count((date) => date > end)) ? (dates.find((date) => date > end) ?? null) : null,
    }
  })
  const changes = new Set([
    first,
    ...lives.map(({ from }) => from),
    ...lives.flatMap(({ until }) => until ?? []),
  ])
  const starts = [...changes].toSorted()
  return starts.map((from, index) => {
    const next = starts[index + 1]
    const names = lives
      .filter((life) => life.from <= from && (life.until === null || life.until > from))
      .map(({ name }) => name)
      .toSorted()
    const to = next === undefined ? last : dates.findLast((date) => date < next)!
    return {
      hash: createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 32),
      names,
      from,
      to,
    }
  })
}
