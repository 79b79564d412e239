import type { Notice } from '../../shared/model/shift.ts'
import type { KnownMark } from './cause.ts'

const RULERS: readonly KnownMark['kind'][] = ['rubric', 'judge']

/**
 * One notice a day on which a rubric or a judge first came up after another one: scores before and after it were made
 * with different rulers. Never a shift: the agent did not change.
 */
export function rulerNotices(marks: readonly KnownMark[]): Notice[] {
  const changes = new Map<string, string[]>()
  for (const kind of RULERS) {
    const seen = marks.filter((mark) => mark.kind === kind).toSorted((a, b) => (a.date < b.date ? -1 : 1))
    for (const [position, mark] of seen.entries()) {
      const last = seen[position - 1]
      const known = last === undefined || last.date === mark.date ? null : last.label
      const before = mark.before === undefined ? known : mark.before
      if (before === null) continue
      const words = changes.get(mark.date) ?? []
      words.push(`${kind} ${before} became ${mark.label}`)
      changes.set(mark.date, words)
    }
  }
  return [...changes].map(([date, words]) => ({
    kind: 'ruler',
    title: 'Ruler changed',
    text: `${capital(words.join(', and '))}. Scores before and after are made with different rulers and are not compared.`,
    on: date,
  }))
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
