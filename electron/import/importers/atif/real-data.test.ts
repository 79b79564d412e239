import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readWith } from '../../../testing/importing.ts'
import { sharedData } from '../../../testing/shared-data.ts'
import { atif } from './index.ts'

/** Counted in the files: traces, steps of the agent, tool calls, tokens in and out, cost. */
const FILES = [
  ['harbor_openhands', 1, 2, 2, 220, 80, 0.00135],
  ['subagent_trajectories', 1, 3, 1, 2600, 210, 0],
] as const

test.each(FILES)(
  '%s has its calls, tools and tokens',
  async (name, traces, calls, tools, input, output, cost) => {
    const path = sharedData(`atif/${name}.json`)
    if (path === null) return
    const { spans, rejected } = await readWith(atif, readFileSync(path))
    const llm = spans.filter(({ kind }) => kind === 'llm')
    expect([
      new Set(spans.map(({ traceId }) => traceId)).size,
      llm.length,
      spans.filter(({ kind }) => kind === 'tool').length,
      llm.reduce((total, { inputTokens }) => total + (inputTokens ?? 0), 0),
      llm.reduce((total, { outputTokens }) => total + (outputTokens ?? 0), 0),
    ]).toEqual([traces, calls, tools, input, output])
    expect(llm.reduce((total, { costUsd }) => total + (costUsd ?? 0), 0)).toBeCloseTo(cost, 9)
    expect(rejected).toEqual([])
  },
)
