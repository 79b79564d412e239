import { expect, test } from 'vitest'
import { checkFixture } from '../../../testing/importing.ts'
import { otlpJson } from './index.ts'

test.each([
  ['collector.jsonl', 3],
  ['tempo.json', 1],
  ['snake-case.json', 1],
  ['jaeger-v3.jsonl', 2],
] as const)('%s gives the same %i spans however it is named, cut and chunked', async (name, spans) => {
  expect(await checkFixture(otlpJson, new URL(`fixtures/${name}`, import.meta.url))).toBe(spans)
})
