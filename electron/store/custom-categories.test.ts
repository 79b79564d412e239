import { expect, test } from 'vitest'
import type { CustomDefinition } from '../../shared/model/custom-category.ts'
import { makeWorkspace } from '../testing/query-workspace.ts'
import { openWriter } from './connection.ts'
import { readCustomCategories, removeCustomCategory, saveCustomCategory } from './custom-categories.ts'

const LONG: CustomDefinition = {
  id: 'long_runs',
  name: 'Long runs',
  definition: 'More than forty spans.',
  class: 'S',
  rule: { type: 'filter', filter: 'spans>40' },
}

test('a definition that differs becomes the next version, the same one stays', () => {
  const writer = openWriter(makeWorkspace({}), { create: true })
  expect(saveCustomCategory(writer, LONG).version).toBe(1)
  expect(saveCustomCategory(writer, LONG).version).toBe(1)
  expect(saveCustomCategory(writer, { ...LONG, rule: { type: 'filter', filter: 'spans>50' } }).version).toBe(
    2,
  )
  expect(readCustomCategories(writer)).toEqual([
    { ...LONG, rule: { type: 'filter', filter: 'spans>50' }, version: 2 },
  ])
  writer.close()
})

test('what is taken out of force is not read, and comes back in the version it had', () => {
  const writer = openWriter(makeWorkspace({}), { create: true })
  saveCustomCategory(writer, LONG)
  removeCustomCategory(writer, 'long_runs')
  expect(readCustomCategories(writer)).toEqual([])
  expect(() => removeCustomCategory(writer, 'long_runs')).toThrow('long_runs')
  expect(saveCustomCategory(writer, LONG).version).toBe(1)
  expect(readCustomCategories(writer)).toHaveLength(1)
  writer.close()
})
