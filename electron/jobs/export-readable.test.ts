import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { DEFAULT_REDACTION, NO_REDACTION, type RedactionRules } from '../../shared/model/redaction.ts'
import { openReader } from '../store/connection.ts'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace } from '../testing/query-workspace.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { exportReadable } from './export-readable.ts'

async function written(format: 'csv' | 'jsonl', rules: RedactionRules): Promise<string> {
  const path = makeWorkspace({
    march: [
      {
        path: 'a.jsonl',
        spans: makeSpans(`agent =HYPERLINK("http://x")
          llm chat gpt-4o
            > user: Write to ana@acme.test
            < assistant: Done.`),
      },
    ],
  })
  const connection = openReader(path)
  onTestFinished(() => connection.close())
  const out = join(temporaryFolder(), 'out')
  const result = await exportReadable(connection, { filter: '', out, format, rules })
  expect(result).toMatchObject({ path: out, traces: 1, spans: 2 })
  return readFileSync(out, 'utf8')
}

test('a table has a row a trace, and no cell a spreadsheet would calculate', async () => {
  const [head, row, end] = (await written('csv', NO_REDACTION)).split('\r\n')
  expect(head).toMatch(/^\ufeff"traceId","sessionId"/)
  expect(row).toContain(`"'=HYPERLINK(""http://x"")"`)
  expect(row).toContain('Write to ana@acme.test')
  expect(end).toBe('')
})

test('a line holds a trace with what was said', async () => {
  const trace = JSON.parse(await written('jsonl', NO_REDACTION))
  expect(trace).toMatchObject({ spanCount: 2, findings: [], scores: [] })
  expect(
    trace.turns.map(({ role, text }: { role: string; text: { text: string } }) => [role, text.text]),
  ).toEqual([
    ['user', 'Write to ana@acme.test'],
    ['assistant', 'Done.'],
  ])
})

test.each(['csv', 'jsonl'] as const)('what is redacted is nowhere in the %s', async (format) => {
  const redacted = await written(format, DEFAULT_REDACTION)
  expect(redacted).toContain('Write to [email-1]')
  expect(redacted).not.toContain('ana@')
  const blind = await written(format, { ...NO_REDACTION, fields: ['payloads'] })
  expect(blind).not.toContain('Write to')
})
