import { test } from 'vitest'
import { checkFixture } from '../../../testing/importing.ts'
import { otlpJson } from './index.ts'

test.each(['collector.jsonl', 'tempo.json', 'snake-case.json', 'jaeger-v3.jsonl'])('%s gives the same spans however it is named, cut and chunked', async (name) => {
  await checkFixture(otlpJson, new URL(`fixtures/${name}`, import.meta.url))
})
