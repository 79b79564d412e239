import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { systemPromptOf } from '../../../shared/model/version.ts'
import { readTraces } from '../../testing/read-traces.ts'
import { sharedData } from '../../testing/shared-data.ts'
import { mineTemplates, type SeenPrompt } from './mine-templates.ts'

async function templatesOf(path: string): Promise<{ text: string; prompts: number }[]> {
  const prompts = new Map<string, SeenPrompt & { course: [number, number][] }>()
  for (const { spans } of await readTraces(path)) {
    for (const span of spans) {
      const text = span.kind === 'llm' ? systemPromptOf(span.inputMessages()) : null
      if (text === null) continue
      const key = createHash('sha256').update(text).digest('hex')
      const known = prompts.get(key) ?? { key, text, course: [] }
      known.course.push([spans[0]!.startUs, 1])
      prompts.set(key, known)
    }
  }
  return mineTemplates([...prompts.values()]).map(({ text, prompts: own }) => ({ text, prompts: own.length }))
}

const TRAIL = sharedData('trail/trail-dev.tar.gz')

test.skipIf(TRAIL === null)(
  'the roles of a real agent are told apart, whatever task is put into them',
  async () => {
    const templates = await templatesOf(TRAIL!)
    const begins = (words: string) => templates.filter(({ text }) => text.startsWith(words))
    expect(templates.reduce((sum, { prompts }) => sum + prompts, 0)).toBe(125)
    // 50 tasks are put into each of these two, and 15 into the plans of the search agent.
    expect(begins('Earlier you were asked the following')).toMatchObject([{ prompts: 50 }])
    expect(begins('You will have to write a short caption')).toMatchObject([{ prompts: 4 }])
    expect(begins('You are an expert assistant').map(({ prompts }) => prompts)).toEqual([50, 1, 1])
    expect(begins('You are a world expert at making').map(({ prompts }) => prompts)).toEqual([15, 1, 1])
    expect(templates).toHaveLength(10)
  },
)

test.each([
  ['jaeger-agent', 2],
  ['any-agent', 3],
  ['langfuse', 7],
  ['mini-swe-agent', 1],
  ['claude-code', 0],
])('%s: prompts of different agents are not one template', async (folder, count) => {
  const path = sharedData(folder)
  if (path === null) return
  const templates = await templatesOf(path)
  expect(templates).toHaveLength(count)
  expect(templates.map(({ text }) => text).join('')).not.toContain('⟨…⟩')
})
