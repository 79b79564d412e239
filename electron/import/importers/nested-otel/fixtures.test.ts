import { test } from 'vitest'
import { checkFixture } from '../../../testing/importing.ts'
import { nestedOtel } from './index.ts'

test.each(['trace.json'])('%s gives the same spans however it is named, cut and chunked', async (name) => {
  await checkFixture(nestedOtel, new URL(`fixtures/${name}`, import.meta.url))
})
