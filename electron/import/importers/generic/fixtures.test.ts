import { expect, test } from 'vitest'
import { checkFixture } from '../../../testing/importing.ts'
import { generic } from './index.ts'

test.each([
  ['sharegpt.jsonl', 3],
  ['agents.json', 3],
  ['results.json', 4],
  ['requests.csv', 2],
  ['messages.csv', 2],
  ['steps.jsonl', 2],
] as const)('%s gives the same %i spans however it is named and chunked', async (name, spans) => {
  const fixture = new URL(`fixtures/${name}`, import.meta.url)
  expect(await checkFixture(generic, fixture, { cut: 'anything' })).toBe(spans)
})
