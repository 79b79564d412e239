import { expect, test } from 'vitest'
import { pickDrifting } from './pick-drifting.ts'

const series = (id: string, fired: number, closedOn?: string | null) => ({
  id,
  fired,
  evaluated: 1000,
  notEvaluable: 0,
  observed: null,
  expected: null,
  firstObserved: null,
  firstExpected: null,
  band: null,
  days: [],
  shifts: closedOn === undefined ? [] : [{ id, onset: '2026-04-12', openedOn: '2026-04-17', closedOn }],
})
const info = (id: string, of: 'F' | 'S' | 'G') => ({ id, name: id, definition: '', class: of, version: 1 })

test('what moved comes first, then what fires most; governance and what never fired stay out', () => {
  const all = [
    series('frequent', 300),
    series('rare', 3),
    series('closed', 20, '2026-04-20'),
    series('open', 10, null),
    series('eval_gap', 900),
    series('never', 0),
  ]
  const catalogue = all.map(({ id }) => info(id, id === 'eval_gap' ? 'G' : 'F'))
  expect(pickDrifting(all, catalogue, 3).map(({ id }) => id)).toEqual(['open', 'closed', 'frequent'])
})
