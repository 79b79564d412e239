import { expect, test } from 'vitest'
import { checkFixture } from '../../../testing/importing.ts'
import { langfuse } from './index.ts'

test.each([
  ['download.json', 3],
  ['download-v4.json', 1],
  ['batch.csv', 1],
  ['blob.jsonl', 2],
] as const)('%s gives the same %i spans however it is named, cut and chunked', async (name, spans) => {
  expect(await checkFixture(langfuse, new URL(`fixtures/${name}`, import.meta.url), { cut: 'ids' })).toBe(
    spans,
  )
})
