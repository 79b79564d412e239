import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkFixture, readWith } from '../../../testing/importing.ts'
import { sharedData } from '../../../testing/shared-data.ts'
import { braintrust } from './index.ts'
import { BRAINTRUST_REASONS } from './schema.ts'

const fixture = (name: string): URL => new URL(`fixtures/${name}`, import.meta.url)

test.each([
  ['logs.jsonl', 6],
  ['payloads.json', 2],
  ['rows.csv', 2],
] as const)('%s gives the same %i spans however it is named, cut and chunked', async (name, spans) => {
  expect(await checkFixture(braintrust, fixture(name), { cut: 'ids' })).toBe(spans)
})

test('a score is judged by the model that its scorer asked, or by code', async () => {
  const { scores } = await readWith(braintrust, readFileSync(fixture('logs.jsonl')))
  expect(
    scores.map(({ name, value, judge, evaluatorKind, spanId }) => [
      name,
      value,
      judge,
      evaluatorKind,
      spanId,
    ]),
  ).toEqual([
    ['Factuality', 0.6, 'gpt-4o', 'llm', null],
    ['exact_match', 0, 'exact_match', 'code', null],
  ])
})

test('rows that add to an earlier one are counted as merged, and one without its row is rejected', async () => {
  const { spans, skipped, rejected } = await readWith(braintrust, readFileSync(fixture('payloads.json')))
  expect(spans[1]).toMatchObject({
    inputTokens: 2,
    outputTokens: 3,
    finishReason: 'end',
    durationNs: 250_000_000,
  })
  expect(skipped.map(({ reason }) => reason)).toEqual(
    Array.from({ length: 3 }, () => BRAINTRUST_REASONS.merged),
  )
  expect(rejected.map(({ reason }) => reason)).toEqual([BRAINTRUST_REASONS.noBase])
})

const REAL = sharedData('braintrust/wrap-langchain-js-traces_log-payloads.json')

test.skipIf(REAL === null)('40 real rows are 14 spans of one trace', async () => {
  const { spans, skipped, rejected } = await readWith(braintrust, readFileSync(REAL ?? ''))
  expect({ spans: spans.length, skipped: skipped.length, rejected: rejected.length }).toEqual({
    spans: 14,
    skipped: 26,
    rejected: 0,
  })
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1)
})
