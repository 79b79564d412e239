import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkFixture, readWith } from '../../../testing/importing.ts'
import { sharedData } from '../../../testing/shared-data.ts'
import { tau2Bench } from './index.ts'

const FIXTURE = new URL('fixtures/results.json', import.meta.url)

test('results.json gives the same 5 spans however it is named, cut and chunked', async () => {
  expect(await checkFixture(tau2Bench, FIXTURE, { cut: 'ids' })).toBe(5)
})

test('one time on all rows is no clock; the user calls tools of its own', async () => {
  const { spans } = await readWith(tau2Bench, readFileSync(FIXTURE))
  expect(spans.map(({ traceId, syntheticTime }) => [traceId, syntheticTime])).toContainEqual(['sim-2', true])
  expect(spans.find(({ spanId }) => spanId === 'u1')).toMatchObject({
    requestedBy: 'user',
    parentSpanId: null,
  })
  expect(spans.find(({ spanId }) => spanId === 'c1')).toMatchObject({ requestedBy: 'agent', status: 'error' })
})

interface Simulations {
  simulations: {
    messages: { role: string; requestor?: string; usage?: { prompt_tokens: number } | null }[]
    reward_info: { reward: number }
  }[]
}

test.each(['gpt-4.1_retail', 'gpt-4.1_telecom', 'ft-gpt-4.1-tau2-sft_retail', 'ft-gpt-4.1-tau2-sft_telecom'])(
  '%s: calls, tools by who asked, tokens of the agent, rewards',
  async (name) => {
    const path = sharedData(`tau2-bench/${name}.json`)
    if (path === null) return
    const text = readFileSync(path, 'utf8')
    const { simulations } = JSON.parse(text) as Simulations
    const messages = simulations.flatMap((simulation) => simulation.messages)
    const answers = messages.filter(({ role }) => role === 'assistant')
    const { spans, scores, rejected } = await readWith(tau2Bench, text)
    expect(rejected).toEqual([])
    const tools = spans.filter(({ kind, outputKey }) => kind === 'tool' && outputKey !== null)
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(40)
    expect(spans.filter(({ kind }) => kind === 'llm')).toHaveLength(answers.length)
    for (const [requestor, by] of [
      ['assistant', 'agent'],
      ['user', 'user'],
    ] as const)
      expect(tools.filter(({ requestedBy }) => requestedBy === by)).toHaveLength(
        messages.filter((message) => message.role === 'tool' && message.requestor === requestor).length,
      )
    expect(spans.reduce((sum, { inputTokens }) => sum + (inputTokens ?? 0), 0)).toBe(
      answers.reduce((sum, { usage }) => sum + (usage?.prompt_tokens ?? 0), 0),
    )
    const rewards = scores.filter(({ name: score }) => score === 'reward').map(({ value }) => value)
    expect(rewards).toEqual(simulations.map(({ reward_info }) => reward_info.reward))
  },
)
