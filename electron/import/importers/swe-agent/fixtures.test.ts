import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkFixture, readWith } from '../../../testing/importing.ts'
import { sweAgent } from './index.ts'

const fixture = (name: string): URL => new URL(`fixtures/${name}`, import.meta.url)
const read = (name: string) => readWith(sweAgent, readFileSync(fixture(name)), undefined, `x/${name}`)

test.each([
  ['steps.traj', 4],
  ['query.traj', 5],
  ['messages.traj', 4],
  ['attempts.traj', 4],
  ['demonstration.traj', 2],
] as const)('%s gives the same %i spans however it is named, cut and chunked', async (name, spans) => {
  expect(await checkFixture(sweAgent, fixture(name))).toBe(spans)
})

test('each step is an answer of the model and its action, what the model was told between them its input', async () => {
  const { spans, aliases } = await read('steps.traj')
  expect(spans.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'llm chat',
    'tool open',
    'llm chat',
    'tool bash',
  ])
  expect(spans[2]?.inputMessages.map(({ role }) => role)).toEqual([
    'system',
    'user',
    'user',
    'assistant',
    'user',
  ])
  expect(spans[1]?.attributes.get('gen_ai.tool.call.result')).toBe('[File: ferry.py (9 lines total)]')
  expect(aliases.map(({ alias }) => alias)).toEqual(['steps'])
})

test('what the whole run used counts once, at its last call, where a forced end is a failure and no answer', async () => {
  const calls = (await read('steps.traj')).spans.filter(({ kind }) => kind === 'llm')
  expect(calls.at(-1)?.events.map(({ name }) => name)).toContain('exit')
  expect(
    calls.map(({ inputTokens, outputTokens, costUsd, errorType }) => [
      inputTokens,
      outputTokens,
      costUsd,
      errorType,
    ]),
  ).toEqual([
    [null, null, null, null],
    [4000, 90, 1.25, 'exit_cost'],
  ])
  expect(calls[0]?.attributes.get('info.exit_status')).toBe('submitted (exit_cost)')
})

test('a query is what the model was sent, and an answer without a call has no tool', async () => {
  const { spans, aliases } = await read('query.traj')
  const calls = spans.filter(({ kind }) => kind === 'llm')
  expect(calls.map(({ inputMessages }) => inputMessages.length)).toEqual([2, 4, 6])
  expect(calls[1]?.inputMessages[0]).toBe(calls[0]?.inputMessages[0])
  expect(calls[0]?.outputMessages).toMatchObject([{ reasoning: 'Where is it?' }])
  expect(calls[1]?.attributes.get('observation')).toBe('Your last answer held no call.')
  const tools = spans.filter(({ kind }) => kind === 'tool')
  expect(tools.map(({ spanId, name, durationNs }) => [spanId, name, durationNs])).toEqual([
    ['call_a', 'find_file', 0.25e9],
    ['call_b', 'submit', 1.5e9],
  ])
  expect(calls[0]?.modelRequested).toBe('fjord-large-2')
  expect(aliases.map(({ alias }) => alias)).toEqual(['fjord__ferry-7'])
})

test('messages that hold the answer of their step are its input up to that answer', async () => {
  const calls = (await read('messages.traj')).spans.filter(({ kind }) => kind === 'llm')
  expect(calls.map(({ inputMessages }) => inputMessages.map(({ role }) => role))).toEqual([
    ['system', 'user'],
    ['system', 'user', 'assistant', 'tool'],
  ])
  expect(calls[1]?.inputMessages[2]?.toolCalls?.[0]?.name).toBe('find_file')
})

test('attempts are read one after another, the chosen one not a second time', async () => {
  const { spans } = await read('attempts.traj')
  const calls = spans.filter(({ kind }) => kind === 'llm')
  expect(calls.map(({ costUsd }) => costUsd)).toEqual([null, 0.75])
  expect(calls[1]?.inputMessages.map(({ text }) => text)).toEqual(['ISSUE: the ferry is late.'])
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1)
})
