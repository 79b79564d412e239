import { expect, test } from 'vitest'
import { checkFixture } from '../../../testing/importing.ts'
import { nestedOtel } from './index.ts'

test.each([['trace.json', 2]] as const)(
  '%s gives the same %i spans however it is named, cut and chunked',
  async (name, spans) => {
    expect(await checkFixture(nestedOtel, new URL(`fixtures/${name}`, import.meta.url))).toBe(spans)
  },
)
