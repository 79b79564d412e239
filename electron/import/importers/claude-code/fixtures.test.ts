import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkFixture, collectingSink, readWith, sourceOf } from '../../../testing/importing.ts'
import { sharedData } from '../../../testing/shared-data.ts'
import { temporaryFolder } from '../../../testing/temporary-folder.ts'
import { claudeCode } from './index.ts'

const SESSION = new URL('fixtures/session.jsonl', import.meta.url)
const AGENT = new URL('fixtures/agent.jsonl', import.meta.url)

test.each([
  ['session.jsonl', 4],
  ['agent.jsonl', 1],
] as const)('%s gives the same %i spans however it is named, cut and chunked', async (name, spans) => {
  expect(
    await checkFixture(claudeCode, new URL(`fixtures/${name}`, import.meta.url), { cut: 'anything' }),
  ).toBe(spans)
})

test('lines of one answer are one call with its usage once, though a result comes between them', async () => {
  const { spans } = await readWith(claudeCode, readFileSync(SESSION))
  expect(spans.map(({ kind, name, status }) => [kind, name, status])).toEqual([
    ['llm', 'chat tiny-2', 'unset'],
    ['tool', 'Read', 'error'],
    ['tool', 'Task', 'unset'],
    ['llm', 'chat', 'error'],
  ])
  expect(spans[0]).toMatchObject({ inputTokens: 33, outputTokens: 12, cachedTokens: 20 })
  // After the compaction the history begins anew.
  expect(spans[3]?.inputMessages).toEqual([{ role: 'user', text: 'Summary so far' }])
})

test('a sub-agent hangs below the call that began it, whichever file is read first', async () => {
  for (const order of [
    [SESSION, AGENT],
    [AGENT, SESSION],
  ]) {
    const { sink, got } = collectingSink()
    const notes = new Map<string, unknown>()
    for (const file of order) await claudeCode.read(sourceOf(readFileSync(file)), sink, notes)
    const agent = got.spans.find(({ spanId }) => spanId === 'msg_9')
    const parent = got.spans.find(({ spanId }) => spanId === agent?.parentSpanId)
    expect(parent).toMatchObject({ toolName: 'Task', traceId: agent?.traceId })
  }
})

test('an answer that was copied into another session of the import is counted once', async () => {
  const { sink, got } = collectingSink()
  const notes = new Map<string, unknown>()
  const text = readFileSync(SESSION, 'utf8')
  await claudeCode.read(sourceOf(text), sink, notes)
  await claudeCode.read(sourceOf(text.replaceAll('se-1', 'se-2')), sink, notes)
  expect(got.spans.filter(({ spanId }) => spanId === 'msg_1')).toHaveLength(1)
  expect(got.skipped.some(({ reason }) => /copied/.test(reason))).toBe(true)
})

test('the folder beside a session belongs to it', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'x'))
  writeFileSync(join(folder, 'x.jsonl'), '')
  expect(claudeCode.companions(join(folder, 'x.jsonl'))).toEqual([join(folder, 'x')])
})

// Counted with a script of its own: distinct message ids, tool_use ids, the largest output_tokens of each id.
test.each([
  ['258c7280-ae70-4798-800f-63464d01a85d.jsonl', 152, 186, 38_899],
  ['8463c716-a2ea-4c14-9efa-87158ebd9f20.jsonl', 143, 177, 40_320],
  ['8463c716-a2ea-4c14-9efa-87158ebd9f20/subagents/agent-a7be2f0.jsonl', 13, 19, 33],
  ['subagent.jsonl', 12, 16, 1586],
  ['tool_heavy.jsonl', 4, 6, 212],
  ['short.jsonl', 1, 2, 13],
])('%s: %i calls, %i tools, %i output tokens', async (name, calls, tools, output) => {
  const path = sharedData(`claude-code/${name}`)
  if (path === null) return
  const { spans, rejected } = await readWith(claudeCode, readFileSync(path))
  expect(rejected).toEqual([])
  expect(spans.filter(({ kind }) => kind === 'llm')).toHaveLength(calls)
  expect(spans.filter(({ kind }) => kind === 'tool')).toHaveLength(tools)
  expect(spans.reduce((sum, { outputTokens }) => sum + (outputTokens ?? 0), 0)).toBe(output)
})
