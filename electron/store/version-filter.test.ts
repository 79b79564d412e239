import { expect, test } from 'vitest'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { openWriter } from './connection.ts'
import { traceQueries } from './trace-queries.ts'
import { versionUses } from './version-uses.ts'
import { writeTemplates } from './version-writer.ts'

function workspace(): string {
  const traces = ['one', 'two', 'three'].flatMap((id) =>
    makeSpans(`agent booking\n  llm chat gpt-4o${id === 'three' ? ' prompt=7' : ''}`, id),
  )
  const path = makeWorkspace({ march: [{ path: 'm.jsonl', spans: traces }] })
  const writer = openWriter(path, { create: false })
  const use = versionUses(writer)
  const found = { agent: null, spanId: 's2', recorded: null, detail: null }
  use(1, [
    { ...found, kind: 'prompt', key: 'aa' },
    { ...found, kind: 'answered', key: 'gpt-4o-2024-08-06', recorded: 'gpt-4o' },
  ])
  use(2, [
    { ...found, kind: 'prompt', key: 'bb', recorded: '7' },
    { ...found, kind: 'tools', key: 'fedcba9876', detail: '[]' },
  ])
  writeTemplates(writer, [[1, '3fa2c1dd0011']])
  writer.close()
  return path
}

test.each([
  ['prompt:p-3fa2c1', 1],
  ['prompt:p-*', 1],
  ['prompt:7', 2],
  ['prompt:*', 3],
  ['-prompt:*', 0],
  ['version:gpt-4o-2024*', 1],
  ['version:t-fedcba', 1],
  ['version:7', 1],
  // What was asked for is not the version of what answered.
  ['version:gpt-4o', 0],
])('%s selects the traces that were made with it', (filter, count) => {
  expect(traceQueries(openForTest(workspace())).count({ filter }).count).toBe(count)
})
