import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkFixture, collectingSink, readWith, sourceOf } from '../../../testing/importing.ts'
import { codex } from './index.ts'
import { CODEX_REASONS } from './schema.ts'

const fixture = (name: string): URL => new URL(`fixtures/${name}`, import.meta.url)

test.each([
  ['rollout.jsonl', 6],
  ['legacy.jsonl', 3],
  ['exec.jsonl', 3],
] as const)('%s gives the same %i spans however it is named, cut and chunked', async (name, spans) => {
  expect(await checkFixture(codex, fixture(name), { cut: 'anything' })).toBe(spans)
})

test('the items of one answer are one call, and usage that is reported again counts once', async () => {
  const { spans, skipped } = await readWith(codex, readFileSync(fixture('rollout.jsonl')))
  const calls = spans.filter(({ kind }) => kind === 'llm')
  expect(calls.map((call) => [call.inputTokens, call.outputTokens, call.cachedTokens])).toEqual([
    [1000, 50, 200],
    [1100, 30, 1000],
    [null, null, null],
  ])
  expect(calls[0]?.outputMessages[0]?.toolCalls?.map(({ id }) => id)).toEqual(['call_1', 'call_2'])
  expect(calls.map(({ modelRequested }) => modelRequested)).toEqual([
    'gpt-5-codex',
    'gpt-5-codex',
    'gpt-5-codex',
  ])
  // After the compaction the history begins anew.
  expect(calls[2]?.inputMessages).toEqual([{ role: 'user', text: 'So far: patched.' }])
  expect(skipped.map(({ reason }) => reason)).toEqual([CODEX_REASONS.noise, CODEX_REASONS.noise])
})

test('a command fails by its exit code, told as JSON or in the heading of the output', async () => {
  const { spans } = await readWith(codex, readFileSync(fixture('rollout.jsonl')))
  const tools = spans.filter(({ kind }) => kind === 'tool')
  expect(tools.map(({ status, statusMessage, durationNs }) => [status, statusMessage, durationNs])).toEqual([
    ['error', 'exit code 2', 1_500_000_000],
    ['unset', null, 100_000_000],
    ['unset', null, 200_000_000],
  ])
})

test('a step stands at the line where its answer began', async () => {
  const { sink, got } = collectingSink()
  const lines: (number | undefined)[] = []
  sink.span = (span, place) => {
    got.spans.push(span)
    lines.push(place.line)
  }
  await codex.read(sourceOf(readFileSync(fixture('rollout.jsonl'))), sink)
  expect(lines).toEqual([6, 10, 11, 13, 15, 17])
})
