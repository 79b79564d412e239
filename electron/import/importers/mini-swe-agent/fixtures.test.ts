import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkFixture, readWith } from '../../../testing/importing.ts'
import { miniSweAgent } from './index.ts'

const fixture = (name: string): URL => new URL(`fixtures/${name}`, import.meta.url)
const read = (name: string) => readWith(miniSweAgent, readFileSync(fixture(name)), undefined, `x/${name}`)

test.each([
  ['run.traj.json', 4],
  ['fenced.json', 5],
  ['responses.jsonl', 6],
] as const)('%s gives the same %i spans however it is named, cut and chunked', async (name, spans) => {
  expect(await checkFixture(miniSweAgent, fixture(name))).toBe(spans)
})

test('a run that broke off failed at its last call, with what the end of the run says', async () => {
  const { spans, aliases } = await read('run.traj.json')
  const calls = spans.filter(({ kind }) => kind === 'llm')
  expect(calls.map(({ status, errorType, statusMessage }) => [status, errorType, statusMessage])).toEqual([
    ['unset', null, null],
    ['error', 'RateLimitError', '429: too many requests'],
  ])
  expect(calls[1]?.events.map(({ name }) => name)).toEqual(['exit'])
  expect(calls[0]?.attributes.get('info.exit_status')).toBe('RateLimitError')
  expect(aliases.map(({ alias }) => alias)).toEqual(['fjord__ferry-7'])
})

test('a command has what the model was told of it as result, its return code as failure, its times as length', async () => {
  const tools = (await read('run.traj.json')).spans.filter(({ kind }) => kind === 'tool')
  expect(tools.map(({ spanId, toolCallId }) => [spanId, toolCallId])).toEqual([
    ['call_1', 'call_1'],
    ['call_1#2', 'call_1'],
  ])
  expect(tools.map(({ status, errorType, durationNs }) => [status, errorType, durationNs])).toEqual([
    ['unset', null, 0.5e9],
    ['error', 'TimeoutExpired', 60e9],
  ])
  expect(tools[0]?.attributes.get('extra.raw_output')).toBe('table.py\n')
  expect(tools[0]?.attributes.get('gen_ai.tool.call.result')).toContain('<output>\ntable.py')
})

test('in the first format the one fenced block is the command, two are none, and the next message its result', async () => {
  const { spans, aliases } = await read('fenced.json')
  expect(spans.map(({ kind, status, costUsd }) => [kind, status, costUsd])).toEqual([
    ['llm', 'unset', null],
    ['tool', 'error', null],
    ['llm', 'unset', null],
    ['llm', 'unset', 0.02],
    ['tool', 'unset', null],
  ])
  expect(spans[1]?.attributes.get('gen_ai.tool.call.arguments')).toBe('ls -la')
  expect(spans[2]?.inputMessages.at(-1)?.text).toContain('no such file')
  expect(aliases.map(({ alias }) => alias)).toEqual(['fenced'])
})

test('answers of the Responses API and runs that never began are read', async () => {
  const { spans, scores } = await read('responses.jsonl')
  const [call, ...rest] = spans
  expect(call).toMatchObject({ inputTokens: 40, outputTokens: 11, cachedTokens: 8, costUsd: 0.004 })
  expect(call?.outputMessages).toMatchObject([{ role: 'assistant', text: 'On it.', reasoning: 'Easy.' }])
  expect(rest.map(({ kind, errorType }) => [kind, errorType])).toEqual([
    ['tool', null],
    ['tool', null],
    ['other', 'ImagePullError'],
    ['llm', null],
    ['tool', null],
  ])
  // The command that submits has its output in the message that ends the run.
  expect(rest.at(-1)?.attributes.get('gen_ai.tool.call.result')).toBe('diff --git')
  expect(scores.map(({ name, value }) => [name, value])).toEqual([['resolved', 1]])
})
