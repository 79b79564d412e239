import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkFixture, readWith } from '../../../testing/importing.ts'
import { sharedData } from '../../../testing/shared-data.ts'
import { agentBench } from './index.ts'

test.each([
  ['lamps.runs.jsonl', 5],
  ['lamps.labels.json', 0],
] as const)('%s gives the same %i spans however it is named, cut and chunked', async (name, spans) => {
  expect(await checkFixture(agentBench, new URL(`fixtures/${name}`, import.meta.url), { cut: 'ids' })).toBe(
    spans,
  )
})

test.each(['medagentbench-gpt-4o', 'medagentbench-llama-3.3'])(
  '%s: an answer is a call, every request a tool, and each label finds its run',
  async (name) => {
    const runs = sharedData(`medagentbench/${name}.runs.jsonl`)
    const labels = sharedData(`medagentbench/${name}.labels.json`)
    if (runs === null || labels === null) return
    const text = readFileSync(runs, 'utf8')
    const answers = text
      .split('\n')
      .filter((line) => line !== '')
      .flatMap((line) => {
        const { output } = JSON.parse(line) as { output: { history: { role: string }[] } }
        return output.history.filter(({ role }) => role === 'agent')
      })
    const got = await readWith(agentBench, text, undefined, runs)
    expect(got.rejected).toEqual([])
    expect(new Set(got.spans.map(({ traceId }) => traceId)).size).toBe(100)
    expect(got.spans.filter(({ kind }) => kind === 'llm')).toHaveLength(answers.length)
    const judged = await readWith(agentBench, readFileSync(labels), undefined, labels)
    const names = new Set(got.aliases.map(({ alias }) => alias))
    expect(judged.scores).toHaveLength(100)
    expect(judged.scores.every(({ traceId, value }) => names.has(traceId) && value !== null)).toBe(true)
  },
)
