import type { Notice } from '../../shared/model/shift.ts'
import { type Ruler, rulerName } from '../../shared/model/ruler.ts'
import { dayName } from './wording.ts'

/** A ruler with the first and last day of the traces it judged. */
export interface RulerSpan extends Ruler {
  firstDay: string
  lastDay: string
}

/** More changes on one day are counted. */
const NAMED = 3

/**
 * One notice a day on which scores of some name began to be made with another ruler: what was before and after it cannot
 * be compared. Never a shift: the agent did not change. A ruler that only judges the same days as others is no change.
 */
export function rulerNotices(rulers: readonly RulerSpan[]): Notice[] {
  const changes = new Map<string, string[]>()
  for (const [score, spans] of Map.groupBy(rulers, (ruler) => ruler.score)) {
    const seen = spans.toSorted((a, b) => (a.firstDay < b.firstDay ? -1 : a.firstDay > b.firstDay ? 1 : 0))
    for (const ruler of seen) {
      const before = seen.filter(({ firstDay }) => firstDay < ruler.firstDay)
      const last = before.toSorted((a, b) => (a.lastDay < b.lastDay ? 1 : -1))[0]
      if (last === undefined) continue
      const words = changes.get(ruler.firstDay) ?? []
      words.push(changeOf(score, last, ruler))
      changes.set(ruler.firstDay, words)
    }
  }
  return [...changes]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, words]) => ({
      kind: 'ruler',
      title: 'Ruler changed',
      text: `${listOf(words)}. Scores of different rulers are not compared: what moved with the ruler is no drift of the agent.`,
      on: date,
    }))
}

function changeOf(score: string, before: RulerSpan, after: RulerSpan): string {
  const isReplaced = before.lastDay <= after.firstDay
  const [old, now] = [rulerName(before), rulerName(after)]
  return isReplaced
    ? `The score ${score}: ${old} became ${now}`
    : `The score ${score}: ${now} came beside ${old}, which went on to ${dayName(before.lastDay)}`
}

function listOf(words: readonly string[]): string {
  const shown = words.slice(0, NAMED).join('. ')
  return words.length > NAMED ? `${shown}. ${words.length - NAMED} more scores likewise` : shown
}
