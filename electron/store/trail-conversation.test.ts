import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readSpanRows } from '../../shared/contract/span-table.ts'
import { runImport } from '../jobs/import-job.ts'
import { sharedData } from '../testing/shared-data.ts'
import { openForTest } from '../testing/query-workspace.ts'
import { TURN_LENGTH } from './text-part.ts'
import { traceDetailQueries } from './trace-detail-queries.ts'

const TRAIL = sharedData('trail/trail-dev.tar.gz')

async function importTrail(path: string) {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-trail-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const workspacePath = join(folder, 'w.tidemark')
  await runImport(
    {
      workspacePath,
      paths: [path],
      format: null,
      mapping: null,
      label: null,
      isSample: false,
      sample: null,
      dryRun: false,
    },
    { progress: () => {}, checkCancelled: () => {} },
  )
  const connection = openForTest(workspacePath)
  const ids = connection.db.prepare<[], string>('SELECT trace_id FROM trace ORDER BY id').pluck().all()
  return { ids, detail: traceDetailQueries(connection) }
}

test.skipIf(TRAIL === null)('nested agents of real traces read as one conversation each', async () => {
  const { ids, detail } = await importTrail(TRAIL ?? '')
  expect(ids.length).toBeGreaterThan(50)
  let given = 0
  let told = 0
  for (const traceId of ids) {
    const { turns, total } = detail.conversation({ traceId, offset: 0, limit: 1000 })
    expect(turns).toHaveLength(total)
    const { spans: table } = detail.get({ traceId })
    const spans = table === null ? [] : readSpanRows(table)
    // Every span of a tool tells its result exactly once.
    const tools = spans.filter((span) => span.kind === 'tool').map((span) => span.spanId)
    const results = turns.filter((turn) => turn.kind === 'tool_result' && tools.includes(turn.spanId))
    expect(results.map((turn) => turn.spanId).toSorted()).toEqual(tools.toSorted())
    for (const { spanId } of spans.filter((span) => span.kind === 'llm')) {
      const { inputMessages, outputMessages } = detail.span({ traceId, spanId })
      given += [...inputMessages, ...outputMessages].reduce((sum, message) => sum + message.text.length, 0)
    }
    told += turns.reduce((sum, turn) => sum + turn.text.length, 0)
    for (const { spanId, path, text } of turns.filter((turn) => turn.text.length > 0))
      expect(detail.text({ traceId, spanId, path, from: 0, length: TURN_LENGTH })).toEqual(text)
  }
  // Measured: a fifth; without telling once it would be all, and more with the results of tools.
  expect(told / given).toBeLessThan(0.3)
})
