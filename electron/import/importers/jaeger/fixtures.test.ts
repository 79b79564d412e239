import { test } from 'vitest'
import { checkFixture } from '../../../testing/importing.ts'
import { jaeger } from './index.ts'

test.each(['search.json'])('%s gives the same spans however it is named, cut and chunked', async (name) => {
  await checkFixture(jaeger, new URL(`fixtures/${name}`, import.meta.url))
})
