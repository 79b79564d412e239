import { expect, test } from 'vitest'
import { nearestTexts } from './nearest-texts.ts'

const row = (label: string, firstUs: number, text: string | null, agent = 'booking') => ({
  kind: 'prompt',
  agent,
  label,
  firstUs,
  text,
})

test('a version is compared with the one most like it that was there before', () => {
  const rows = [
    row('plan', 1, 'Plan the work in five steps'),
    row('book', 1, 'Book flights and be kind'),
    row('book 2', 2, 'Book cheap flights and be kind'),
    row('plan 2', 3, 'Plan the work in six steps'),
    row('other', 1, 'Book flights and be kind', 'billing'),
    row('unknown', 4, null),
  ]
  const nearest = nearestTexts(rows)
  expect(rows.map((one) => nearest.get(one))).toEqual([
    undefined,
    'plan',
    'book',
    'plan',
    undefined,
    undefined,
  ])
})
