import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkFixture, readWith } from '../../../testing/importing.ts'
import { sharedData } from '../../../testing/shared-data.ts'
import { tauBench } from './index.ts'

test('results.json gives the same 4 spans however it is named, cut and chunked', async () => {
  const fixture = new URL('fixtures/results.json', import.meta.url)
  expect(await checkFixture(tauBench, fixture)).toBe(4)
})

// Counted with a script of its own over `traj`.
test.each([
  ['agentrx_tau_retail_full.json', 100],
  ['tool-calling-grok-3-airline_or_retail.json', 115],
])('%s: every assistant message a call, every tool message a tool, a reward each', async (name, runs) => {
  const path = sharedData(`tau-bench/${name}`)
  if (path === null) return
  const text = readFileSync(path, 'utf8')
  const messages = (JSON.parse(text) as { traj: { role: string }[] }[]).flatMap(({ traj }) => traj)
  const count = (role: string): number => messages.filter((message) => message.role === role).length
  const got = await readWith(tauBench, text)
  expect(got.rejected).toEqual([])
  expect(new Set(got.spans.map(({ traceId }) => traceId)).size).toBe(runs)
  expect(got.spans.filter(({ kind }) => kind === 'llm')).toHaveLength(count('assistant'))
  expect(got.spans.filter(({ outputKey, kind }) => kind === 'tool' && outputKey !== null)).toHaveLength(
    count('tool'),
  )
  expect(got.scores.filter(({ name: score }) => score === 'reward')).toHaveLength(runs)
})
