import { expect, test } from 'vitest'
import type { Score } from '../../shared/model/score.ts'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { tracePartHandlers } from './trace-parts.ts'

const RUN = (fare: number) => `
  agent booking
    llm chat gpt-4o
      > user: Find a flight
      < assistant: Looking.
    tool search input={"to":"OSL"} output={"fare":${fare},"ok":true}`

const TALK = `
  llm expert agent=expert
    > user: "How many are there?"
    < assistant: Seven.
  llm checker agent=checker
    < assistant: Fine.`

function reward(traceId: string, value: number): Score {
  const nothing = { label: null, explanation: null, evaluatorKind: null, judge: null } as const
  return {
    ...nothing,
    traceId,
    spanId: null,
    name: 'reward',
    value,
    rubric: null,
    rubricVersion: null,
    atUs: null,
    raw: null,
  }
}

const toolOf = (traceId: string) => ({ traceId, spanId: 's3' })

function open() {
  const path = makeWorkspace({
    march: [
      {
        path: '/gone/a.jsonl',
        spans: [
          ...makeSpans(RUN(100), 'a'),
          ...makeSpans(RUN(250), 'b'),
          ...makeSpans(TALK, 'lost'),
          ...makeSpans(TALK, 'won'),
        ],
        scores: [reward('lost', 0), reward('won', 1)],
      },
    ],
  })
  const connection = openForTest(path)
  return tracePartHandlers({ reader: () => connection })
}

test('equal payloads have equal prints, and a step tells what differs in the others', async () => {
  const ask = open()
  const [a, b] = [await ask['trace.prints']({ traceId: 'a' }), await ask['trace.prints']({ traceId: 'b' })]
  expect(a?.inputs).toEqual(b?.inputs)
  expect(a?.outputs.map((print, index) => print === b?.outputs[index])).toEqual([true, true, false])
  const diff = await ask['trace.diff']({ side: 'output', before: toolOf('a'), after: toolOf('b') })
  expect(diff.blocks.flatMap(({ parts }) => parts).filter(({ change }) => change !== 'same')).toEqual([
    { change: 'removed', text: '100' },
    { change: 'added', text: '250' },
  ])
  expect(diff).toMatchObject({ added: 1, removed: 1, left: { before: 0, after: 0 } })
})

test('a first mistake is guessed for runs that something says have failed, for no other', async () => {
  const ask = open()
  expect(await ask['trace.mistake']({ traceId: 'lost' })).toEqual({
    spanId: 's1',
    isOpening: false,
    why: 'the first answer',
    failed: 'its reward is 0',
  })
  expect(await ask['trace.mistake']({ traceId: 'won' })).toBeNull()
  expect(await ask['trace.mistake']({ traceId: 'a' })).toBeNull()
})

test('a trace or one span of it is copied as plain JSON or OTLP', async () => {
  const ask = open()
  const json = await ask['trace.copy']({ traceId: 'a', as: 'json' })
  const told = JSON.parse(json.text ?? '') as { traceId: string; spans: { name: string }[] }
  expect([told.traceId, told.spans.length]).toEqual(['a', 3])
  const otlp = await ask['trace.copy']({ traceId: 'a', spanId: 's3', as: 'otlp' })
  expect(otlp.text).toMatch(/^\{"resourceSpans"/)
  expect(otlp.text).toContain('fare')
  expect(otlp.text).not.toContain('Find a flight')
})

test('a text is found in a payload, a record only where its file is', async () => {
  const ask = open()
  const place = { traceId: 'a', spanId: 's3', path: 'attributes.output.value' }
  const keys = JSON.parse(
    (await ask['trace.copy']({ traceId: 'a', spanId: 's3', as: 'json' })).text ?? '',
  ) as {
    spans: { outputKey: string }[]
  }
  place.path = `attributes.${keys.spans[0]?.outputKey}`
  expect(await ask['trace.find']({ ...place, text: 'FARE' })).toEqual({ count: 1, at: [2] })
  expect(await ask['trace.record']({ traceId: 'a', spanId: 's3' })).toMatchObject({ text: null })
})

test('traces of the same agent and name lie ready to compare with', async () => {
  const ask = open()
  const { traces, baseline } = await ask['trace.similar']({ traceId: 'a' })
  expect([traces.map(({ traceId }) => traceId), baseline]).toEqual([['b'], null])
})
