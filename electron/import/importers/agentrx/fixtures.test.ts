import { expect, test } from 'vitest'
import { checkFixture } from '../../../testing/importing.ts'
import { agentRx } from './index.ts'

test.each([
  ['run.json', 4],
  ['labels.json', 0],
] as const)('%s gives the same %i spans however it is named, cut and chunked', async (name, spans) => {
  expect(await checkFixture(agentRx, new URL(`fixtures/${name}`, import.meta.url), { cut: 'anything' })).toBe(
    spans,
  )
})
