import { expect, test } from 'vitest'
import { checkFixture } from '../../../testing/importing.ts'
import { whoAndWhen } from './index.ts'

test.each([
  ['team.json', 3],
  ['magentic.json', 4],
] as const)('%s gives the same %i spans however it is named, cut and chunked', async (name, spans) => {
  expect(await checkFixture(whoAndWhen, new URL(`fixtures/${name}`, import.meta.url))).toBe(spans)
})
