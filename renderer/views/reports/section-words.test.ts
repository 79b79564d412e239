import { expect, test } from 'vitest'
import { SECTION_KINDS } from '../../../shared/model/report.ts'
import { moved, newSection, tellPick } from './section-words.ts'

test('a section moves up and down and never out of the list', () => {
  const sections = (['summary', 'shifts', 'method'] as const).map(newSection)
  const kinds = (from: number, to: number) => moved(sections, from, to).map(({ kind }) => kind)
  expect(kinds(2, 0)).toEqual(['method', 'summary', 'shifts'])
  expect(kinds(0, 1)).toEqual(['shifts', 'summary', 'method'])
  expect(kinds(0, 99)).toEqual(['shifts', 'method', 'summary'])
  expect(kinds(1, -5)).toEqual(['shifts', 'summary', 'method'])
})

test('every kind begins as a section of its kind', () => {
  expect(SECTION_KINDS.map((kind) => newSection(kind).kind)).toEqual([...SECTION_KINDS])
})

test('a section tells what it picks', () => {
  expect(tellPick({ kind: 'shifts', pick: ['a@1'] })).toBe('1 chosen shift')
  expect(tellPick({ kind: 'traces' })).toBe('examples of the shifts')
  expect(tellPick({ kind: 'comparison', a: 'model:x', b: 'model:y' })).toBe('model:x → model:y')
})
