import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readWith } from '../../../testing/importing.ts'
import { sharedData } from '../../../testing/shared-data.ts'
import { langfuse } from './index.ts'

type Counts = [spans: number, llm: number, tools: number, input: number, output: number, scores: number]

/** Counted in the files by their own columns (`type`, `inputUsage`, `outputUsage`), tools also by their attributes. */
const FILES: [file: string, ...Counts][] = [
  ['ui-trace-json/agno-2025-06-11.trace.json', 6, 4, 1, 2936, 903, 0],
  ['ui-trace-json/autogen-2025-06-06.trace.json', 2, 1, 0, 41, 3, 0],
  ['ui-trace-json/beeai-2025-08-01.trace.json', 29, 5, 3, 5542, 0, 2],
  ['ui-trace-json/crewai-2025-07-11.trace.json', 6, 1, 0, 190, 164, 2],
  ['ui-trace-json/csharp-agent-with-gemini-2026-03-09.trace.json', 8, 3, 2, 8047, 414, 0],
  ['ui-trace-json/google-gemini-2025-08-01.trace.json', 1, 1, 0, 6, 2055, 2],
  ['ui-trace-json/koog-2025-08-26.trace.json', 11, 2, 2, 215, 125, 0],
  ['ui-trace-json/langgraph-js-2025-10-30.trace.json', 20, 2, 1, 321, 123, 2],
  ['ui-trace-json/langgraph-python-2025-08-22.trace.json', 9, 2, 1, 168, 66, 2],
  ['ui-trace-json/microsoft-agent-2025-12-17.trace.json', 4, 2, 1, 293, 106, 3],
  ['ui-trace-json/openai-agents-2025-09-30.trace.json', 5, 2, 1, 140, 44, 2],
  ['ui-trace-json/pydantic-ai-with-gemini-2025-12-24.trace.json', 1, 1, 0, 40, 159, 0],
  ['ui-trace-json/vertex-ai-2025-08-01.trace.json', 1, 1, 0, 5, 845, 2],
  ['seeder-trace-json/agno-2025-06-11.json', 6, 4, 1, 2936, 903, 0],
  ['seeder-trace-json/autogen-2025-06-06.json', 2, 1, 0, 41, 3, 0],
  ['seeder-trace-json/beeai-2025-08-01.json', 29, 5, 3, 5542, 0, 2],
  ['seeder-trace-json/google-gemini-2025-08-01.json', 1, 1, 0, 6, 2055, 2],
  ['seeder-trace-json/google-vertex-tools-langchain-2025-09-19.json', 1, 1, 0, 1200, 15, 0],
  ['seeder-trace-json/koog-2025-08-26.json', 11, 2, 2, 215, 125, 0],
  ['seeder-trace-json/langgraph-2025-08-22.json', 9, 2, 1, 168, 66, 2],
  ['seeder-trace-json/microsoft-agent-2025-10-14.json', 4, 2, 1, 656, 105, 2],
  ['seeder-trace-json/openai-agents-2025-09-30.json', 5, 2, 1, 140, 44, 2],
]

async function read(file: string): Promise<Awaited<ReturnType<typeof readWith>> | null> {
  const path = sharedData(`langfuse/${file}`)
  return path === null ? null : readWith(langfuse, readFileSync(path))
}

test.each(FILES)('%s has the calls, tools, tokens and scores that were counted', async (file, ...counts) => {
  const got = await read(file)
  if (got === null) return
  const { spans, scores, rejected, skipped } = got
  const sum = (field: 'inputTokens' | 'outputTokens'): number =>
    spans.reduce((total, span) => total + (span[field] ?? 0), 0)
  const ofKind = (kind: string): number => spans.filter((span) => span.kind === kind).length
  expect([
    spans.length,
    ofKind('llm'),
    ofKind('tool'),
    sum('inputTokens'),
    sum('outputTokens'),
    scores.length,
  ]).toEqual(counts)
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1)
  expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length)
  expect([...rejected, ...skipped]).toEqual([])
})

test('the two generations of one trace tell the same of it', async () => {
  const older = await read('seeder-trace-json/beeai-2025-08-01.json')
  const newer = await read('ui-trace-json/beeai-2025-08-01.trace.json')
  if (older === null || newer === null) return
  const ids = (got: typeof older): string[] =>
    got.spans.map(({ traceId, spanId, parentSpanId }) => `${traceId} ${spanId} ${parentSpanId}`).toSorted()
  expect(ids(newer)).toEqual(ids(older))
  expect(newer.scores).toEqual(older.scores)
})

test('the conversation is whole where a part of it stands in the attributes and a part in the payloads', async () => {
  const got = await read('ui-trace-json/csharp-agent-with-gemini-2026-03-09.trace.json')
  if (got === null) return
  const roles = got.spans
    .filter(({ kind }) => kind === 'llm')
    .map(({ inputMessages }) => inputMessages.map(({ role }) => role).join(' '))
  expect(roles.toSorted()).toEqual([
    'system user',
    'system user assistant tool',
    'system user assistant tool assistant',
  ])
})
