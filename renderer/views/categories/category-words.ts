import type { CategoryClass } from '../../../shared/model/finding.ts'
import type { CategorySeries } from '../../../shared/contract/categories.ts'

/** What a class of category means, in a word and in a sentence. */
export const CLASS_WORDS: Record<CategoryClass, { name: string; meaning: string }> = {
  F: { name: 'failure', meaning: 'An asserted failure.' },
  S: { name: 'signal', meaning: 'Watched against the agent’s own baseline, never called a failure.' },
  G: { name: 'governance', meaning: 'About the data or the evaluations, not about the agent.' },
}

/** Share of sessions that could not be judged; 0 where there were none. */
export function notEvaluableShare({ evaluated, notEvaluable }: CategorySeries): number {
  const all = evaluated + notEvaluable
  return all > 0 ? notEvaluable / all : 0
}

/** The shift that holds on the last day of the series; undefined where there is none. */
export function shiftNow({ days, shifts }: CategorySeries): CategorySeries['shifts'][number] | undefined {
  const last = days.at(-1)?.date
  return last === undefined
    ? undefined
    : shifts.find((shift) => shift.onset <= last && (shift.closedOn ?? last) >= last)
}

/** The filter of the trace list for one category. */
export function filterOf(category: string): string {
  return `category:${category}`
}

/**
 * Observed over expected against the very first baseline; null where that one is still in force, or nothing is known
 * of it.
 */
export function ratioToFirst(series: CategorySeries): number | null {
  const { observed, expected, firstObserved, firstExpected } = series
  if (firstObserved === null || firstExpected === null || firstExpected === 0) return null
  const isSame = firstObserved === observed && firstExpected === expected
  return isSame ? null : firstObserved / firstExpected
}
