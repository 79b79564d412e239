import { expect, test } from 'vitest'
import { customDefinitionSchema } from '../../../shared/model/custom-category.ts'
import { definitionOf, draftOf, draftProblems, EMPTY_DRAFT, idFrom } from './category-draft.ts'
import { readCategoryFile, writeCategoryFile } from './category-file.ts'

const LONG = {
  ...EMPTY_DRAFT,
  id: 'long_runs',
  name: 'Long runs',
  definition: 'More than forty spans.',
  filter: 'spans>40',
}
const saved = (draft: typeof LONG) => ({ ...customDefinitionSchema.parse(definitionOf(draft)), version: 2 })

test('a draft becomes a definition and is the same draft again, for every kind of rule', () => {
  for (const draft of [
    LONG,
    { ...LONG, type: 'sql' as const, filter: '', sql: 'SELECT trace_id FROM traces' },
    { ...LONG, type: 'score' as const, filter: '', score: 'helpful', below: '0.5', label: 'poor' },
  ]) {
    expect(draftProblems(draft)).toEqual({})
    expect(draftOf(saved(draft))).toEqual(draft)
  }
})

test('what is missing or wrong is told at its field', () => {
  expect(Object.keys(draftProblems(EMPTY_DRAFT)).toSorted()).toEqual(['definition', 'filter', 'id', 'name'])
  expect(draftProblems({ ...LONG, filter: 'duration>soon' }).filter).toContain('not understood at character')
  const score = { ...LONG, type: 'score' as const, score: 'helpful' }
  expect(draftProblems(score).below).toContain('One of below')
  expect(draftProblems({ ...score, above: 'much' }).above).toBe('A number is needed.')
})

test('an id is made from a name', () => {
  expect(idFrom('Long runs!')).toBe('long_runs')
  expect(idFrom('3 × Überlauf')).toBe('berlauf')
})

test('a file of categories is read as it was written, and a wrong one is told by what is wrong', () => {
  const category = saved(LONG)
  const { version: _version, ...definition } = category
  expect(readCategoryFile('mine.json', writeCategoryFile([category]))).toEqual([definition])
  expect(readCategoryFile('mine.json', '{')).toBe('mine.json is not valid JSON.')
  expect(readCategoryFile('mine.json', '{"a":1}')).toContain('no file of Tidemark categories')
  const broken = writeCategoryFile([category]).replace('long_runs', 'Long Runs')
  expect(readCategoryFile('mine.json', broken)).toMatch(/^mine\.json: category 1, id: /)
})
