import type { BaselineEntry, BaselineKind } from '../../../shared/model/baseline.ts'
import type { DayRange } from '../../../shared/model/policy.ts'
import type { CategorySeries } from '../../../shared/contract/categories.ts'
import { addDays, daysBetween } from '../../../shared/format.ts'

/** What a kind of version means, in a word and in a sentence. */
export const KIND_WORDS: Record<BaselineKind, { name: string; meaning: string }> = {
  automatic: { name: 'automatic', meaning: 'Made by itself from the first days.' },
  chosen: { name: 'chosen', meaning: 'A person picked the days.' },
  accepted: { name: 'accepted', meaning: 'A shift became the new normal of its category.' },
  extended: { name: 'extended', meaning: 'Rules changed; their rates were counted anew on the same days.' },
  resegmented: {
    name: 'split anew',
    meaning: 'The same days, in the segments that the policy asks for since.',
  },
  taken_back: { name: 'taken back', meaning: 'An earlier version was withdrawn.' },
}

/** The days of a window that count, without the excluded ones. */
export function countedDays(from: string, to: string, excluded: readonly DayRange[]): number {
  const all = daysBetween(from, to) + 1
  const out = new Set<string>()
  for (let at = 0; at < all; at++) {
    const day = addDays(from, at)
    if (excluded.some((range) => day >= range.from && day <= range.to)) out.add(day)
  }
  return Math.max(0, all - out.size)
}

/** Only what a person decided can be taken back, and only once. */
export function canTakeBack({ kind, takenBackBy }: BaselineEntry): boolean {
  return takenBackBy === null && (kind === 'chosen' || kind === 'accepted')
}

/** Sessions of each day, whatever could be judged of them: the category that saw the most counts. */
export function sessionsByDay(categories: readonly CategorySeries[]): { date: string; sessions: number }[] {
  const most = new Map<string, number>()
  for (const { days } of categories)
    for (const { date, n, notEvaluable } of days)
      most.set(date, Math.max(most.get(date) ?? 0, n + notEvaluable))
  return [...most]
    .map(([date, sessions]) => ({ date, sessions }))
    .toSorted((a, b) => a.date.localeCompare(b.date))
}
