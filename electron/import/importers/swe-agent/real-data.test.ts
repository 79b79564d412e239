import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readWith } from '../../../testing/importing.ts'
import { sharedData } from '../../../testing/shared-data.ts'
import { sweAgent } from './index.ts'

test('the published run has twelve steps, each an answer and an action, and its totals once', async () => {
  const path = sharedData('swe-agent/gpt4_pydicom-1458.traj')
  if (path === null) return
  const { spans, rejected } = await readWith(sweAgent, readFileSync(path), undefined, path)
  const calls = spans.filter(({ kind }) => kind === 'llm')
  expect([spans.length, calls.length]).toEqual([24, 12])
  // Two messages more at each step: the answer, and what came of it.
  expect(calls.map(({ inputMessages }) => inputMessages.length)).toEqual(
    Array.from({ length: 12 }, (_, step) => 3 + 2 * step),
  )
  expect(calls.reduce((total, { inputTokens }) => total + (inputTokens ?? 0), 0)).toBe(122_612)
  expect(calls.at(-1)).toMatchObject({ outputTokens: 1369, costUsd: 1.26719, status: 'unset' })
  const tools = spans.filter(({ kind }) => kind === 'tool').map(({ name }) => name)
  expect(tools).toEqual([
    'create',
    'edit',
    'bash',
    'find_file',
    'open',
    'edit',
    'edit',
    'edit',
    'edit',
    'bash',
    'bash',
    'submit',
  ])
  expect(rejected).toEqual([])
})
