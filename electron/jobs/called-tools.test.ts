import { expect, test } from 'vitest'
import { calledSets } from './called-tools.ts'

function date(day: number): string {
  return `2026-03-${String(day).padStart(2, '0')}`
}

/** Ten traces a day; a tool is called in so many of them from one day to another. */
function world(tools: Record<string, [traces: number, from: number, until: number]>) {
  const days = Array.from({ length: 20 }, (_, day) => day + 1)
  return {
    totals: new Map(days.map((day) => [date(day), 10])),
    tools: new Map(
      Object.entries(tools).map(([name, [traces, from, until]]) => [
        name,
        new Map(days.filter((day) => day >= from && day < until).map((day) => [date(day), traces])),
      ]),
    ),
  }
}

test('a tool that takes over from another makes a new set', () => {
  const sets = calledSets(world({ book: [8, 1, 21], search: [9, 1, 11], search_v2: [9, 11, 21] }))
  expect(sets.map(({ names, from, to }) => [names.join(), from, to])).toEqual([
    ['book,search', '2026-03-01', '2026-03-10'],
    ['book,search_v2', '2026-03-11', '2026-03-20'],
  ])
  expect(new Set(sets.map(({ hash }) => hash)).size).toBe(2)
})

test('a tool that is called rarely was there all along', () => {
  const sets = calledSets(world({ book: [9, 1, 21], refund: [1, 7, 9] }))
  expect(sets).toMatchObject([{ names: ['book', 'refund'], from: '2026-03-01', to: '2026-03-20' }])
})
