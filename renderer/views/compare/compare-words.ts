import type {
  ComparedMeasureRow,
  ComparedScoreRow,
  ComparisonRun,
  CompareVerdict,
} from '../../../shared/contract/compare.ts'
import {
  formatCost,
  formatCount,
  formatDuration,
  formatPlural,
  formatRate,
  formatRatio,
  formatShortCount,
} from '../../../shared/format.ts'

const UNITS = { share: formatRate, ns: formatDuration, tokens: formatShortCount, usd: formatCost } as const

/** A measure in its unit; differences keep their sign. */
export function formatMeasure(unit: ComparedMeasureRow['unit'], value: number | null): string {
  if (value === null) return '–'
  return value < 0 ? `−${UNITS[unit](-value)}` : UNITS[unit](value)
}

/** A score or a difference of scores: `0.75`, `−0.130`. */
export function formatScore(value: number | null): string {
  if (value === null) return '–'
  const size = Math.abs(value)
  const text = size >= 100 ? formatCount(size) : size.toFixed(size >= 10 ? 1 : 3)
  return value < 0 && Number(text) !== 0 ? `−${text}` : text
}

/** An interval of a ratio, open where it has no bound: `1.3 to ∞`. */
export function formatInterval(low: number | null, high: number | null): string {
  if (low === null) return '–'
  return `${formatRatio(low)} to ${high === null ? '∞' : formatRatio(high)}`
}

/** What a score was measured with, e.g. `helpful 2 · gpt-4o`; empty where the source names nothing. */
export function rulerOf({ rubric, rubricVersion, judge }: ComparedScoreRow): string {
  const named = [rubric, rubricVersion].filter((part) => part !== null).join(' ')
  return [named, judge].filter((part) => part !== null && part !== '').join(' · ')
}

/** A filter and one more term; both sides of an OR stay together. */
export function narrow(filter: string, term: string): string {
  if (filter.trim() === '') return term
  return `${/\bOR\b/.test(filter) ? `(${filter})` : filter} ${term}`
}

/** The comparison in one sentence. */
export function sayResult(result: ComparisonRun): string {
  const { a, b, categories, pairedTasks, pairedBy } = result
  if (a.traces === 0 || b.traces === 0) return 'There is nothing to compare yet.'
  const of = (verdict: CompareVerdict): number =>
    categories.filter((category) => category.verdict === verdict).length
  const [higher, lower] = [of('higher'), of('lower')]
  const moved =
    higher + lower === 0
      ? 'No failure category differs beyond chance'
      : `b fires ${[
          higher > 0 ? `more often in ${formatPlural(higher, 'category', 'categories')}` : '',
          lower > 0 ? `less often in ${formatPlural(lower, 'category', 'categories')}` : '',
        ]
          .filter((part) => part !== '')
          .join(', ')}`
  const how =
    pairedTasks === null
      ? `${formatPlural(a.sessions, 'session')} of a, ${formatPlural(b.sessions, 'session')} of b`
      : `${formatPlural(pairedTasks, 'task')} that both ran, by ${pairedBy ?? 'task'}`
  return `${moved}; ${how}.`
}
