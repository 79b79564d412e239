import { expect, test } from 'vitest'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { emptyScore } from '../../shared/model/score.ts'
import { openWriter } from '../store/connection.ts'
import { beginImport } from '../store/import-writer.ts'
import { RECLASSIFIED, readSetting } from '../store/settings.ts'
import { runAnalysis } from './analysis-job.ts'

const CONTEXT = { checkCancelled: () => undefined, progress: () => undefined }

async function analyse(workspacePath: string) {
  return await runAnalysis({ workspacePath, only: null, force: false }, CONTEXT)
}

const FAILING =
  'agent run\n  llm chat\n    < call fetch {} id=c1\n  tool fetch call=c1 status=error message="Request timed out"'

test('traces that other rules had looked at are looked at again, and the difference is told and kept', async () => {
  const path = makeWorkspace({
    march: [
      {
        path: 'm.jsonl',
        spans: [...makeSpans(FAILING, 'slow'), ...makeSpans('agent run\n  tool fetch output="x"', 'fine')],
      },
    ],
  })
  const first = await analyse(path)
  expect(first).toMatchObject({ analysedTraces: 2, reclassified: null })

  // As if an older timeout rule had found nothing, and one category had not existed.
  const writer = openWriter(path, { create: false })
  const rules: string[] = JSON.parse(
    writer.db.prepare<[], string>('SELECT rules FROM rule_set').pluck().get() ?? '[]',
  )
  const timeout = rules.indexOf('timeout@1')
  const last = rules.at(-1)?.split('@')[0]
  writer.db
    .prepare('UPDATE rule_set SET rules = ?')
    .run(JSON.stringify(rules.slice(0, -1).with(timeout, 'timeout@0')))
  writer.db
    .prepare(
      'UPDATE analysis SET verdicts = substr(verdicts, 1, ?) || ? || substr(verdicts, ?, length(verdicts) - ?)',
    )
    .run(timeout, 'n', timeout + 2, timeout + 2)
  writer.close()

  const second = await analyse(path)
  expect(second.reclassified).toMatchObject({ traces: 2, changed: 1, added: [last] })
  expect(second.reclassified?.categories).toEqual([
    {
      category: 'timeout',
      changes: [{ before: 'not_fired', now: 'fired', traces: 1 }],
      examples: [{ traceId: 'slow', before: 'not_fired', now: 'fired' }],
    },
  ])
  const stored = readSetting(openForTest(path), RECLASSIFIED)
  expect(JSON.parse(stored ?? 'null')).toEqual(second.reclassified)
  expect(await analyse(path)).toMatchObject({ analysedTraces: 0, reclassified: null })
})

test('the first scores make the traces without any a gap', async () => {
  const chat = 'agent run\n  llm chat\n    < assistant: hi'
  const path = makeWorkspace({
    march: [{ path: 'm.jsonl', spans: [...makeSpans(chat, 'a'), ...makeSpans(chat, 'b')] }],
  })
  const gaps = async () => (await analyse(path)).categories.find(({ id }) => id === 'eval_gap')
  expect(await gaps()).toMatchObject({ fired: 0, notEvaluable: 2 })

  const writer = openWriter(path, { create: false })
  const running = beginImport(writer, { label: 'scores' })
  const source = running.beginSource({ path: 's.jsonl', format: 'phoenix' })
  source.score({ ...emptyScore('b', 'helpful'), value: 1, evaluatorKind: 'human' }, {})
  source.finish({
    sha256: 'cd'.repeat(32),
    bytes: 9,
    read: 1,
    accepted: 1,
    rejected: 0,
    skipped: 0,
    seconds: 1,
    problems: [],
  })
  running.commit()
  writer.close()
  expect(await gaps()).toMatchObject({ fired: 1, notFired: 1, notEvaluable: 0 })
})
