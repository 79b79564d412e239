import { expect, test } from 'vitest'
import { checkFixture } from '../../../testing/importing.ts'
import { jaeger } from './index.ts'

test.each([['search.json', 2]] as const)(
  '%s gives the same %i spans however it is named, cut and chunked',
  async (name, spans) => {
    expect(await checkFixture(jaeger, new URL(`fixtures/${name}`, import.meta.url))).toBe(spans)
  },
)
