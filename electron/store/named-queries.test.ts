import { expect, test, vi } from 'vitest'
import { TRACE_SORTS, traceQuerySchema } from '../../shared/contract/traces.ts'
import { FILTER_FIELDS } from '../../shared/filter/filter-fields.ts'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { categoryQueries } from './category-queries.ts'
import type { ReadConnection } from './connection.ts'
import { facetQueries } from './facet-queries.ts'
import { governanceQueries } from './governance-queries.ts'
import { importQueries } from './import-queries.ts'
import {
  judgedBy,
  oneRuler,
  rulerById,
  rulerPairs,
  rulerDays,
  rulerSums,
  storedRulers,
  tracesInScope,
} from './ruler-queries.ts'
import { listFindings } from './report-queries.ts'
import { listReportDrafts, listReportExports } from './report-store.ts'
import { shiftQueries } from './shift-queries.ts'
import { traceDetailQueries } from './trace-detail-queries.ts'
import { traceQueries } from './trace-queries.ts'
import { versionQueries } from './version-queries.ts'
import { readVersionText } from './version-texts.ts'
import { workspaceQueries } from './workspace-queries.ts'

const SCOPES = [{}, { from: '2026-03-01', to: '2026-03-31' }, { segment: 'booking × gpt-4o' }]

/** Terms in every form of value that takes another way in SQL. */
const FILTERS = [
  '',
  'category:*',
  'tool:search*',
  'tool:/x/',
  'error:*',
  'refund',
  'привет',
  '-category:tool_error',
  'category:a OR tool:b',
  'score.verdict:pass',
  'agent:b* kind:guardrail',
  ...FILTER_FIELDS.map((field) => field.example),
]

/** Calls every query the window can ask, in every form. */
function askAll(connection: ReadConnection): void {
  const traces = traceQueries(connection)
  for (const filter of FILTERS) {
    traces.count({ filter })
    facetQueries(connection).facets({ filter })
    for (const sort of TRACE_SORTS) {
      const query = traceQuerySchema.parse({ filter, sort, limit: 1 })
      const { next } = traces.list(query)
      if (next !== null) traces.list({ ...query, cursor: next })
      traces.neighbours({ ...query, traceId: 'trace-1' })
    }
  }
  const categories = categoryQueries(connection)
  for (const scope of SCOPES) {
    traces.list(traceQuerySchema.parse(scope))
    categories.series(scope)
    categories.segments({ ...scope, category: 'tool_error' })
    categories.signatures({ ...scope, category: 'tool_error', limit: 10 })
    governanceQueries(connection).overview(scope)
    versionQueries(connection).list(scope)
    tracesInScope(connection, scope)
    rulerSums(connection, scope)
    rulerDays(connection, 1, scope, 'good')
    shiftQueries(connection).list(scope)
    shiftQueries(connection).health(scope)
  }
  storedRulers(connection)
  rulerPairs(connection)
  expect(() => oneRuler(connection, { score: 'tone' })).toThrow('was not found')
  expect(() => rulerById(connection, 'x')).toThrow('was not found')
  const judge = { judge: 'gpt-4.1', parameters: null, judgePrompt: null, rubric: null, rubricVersion: null }
  judgedBy(connection, { score: 'tone', kind: 'llm', ...judge })
  importQueries(connection).list()
  for (const scope of SCOPES) listFindings(connection, 'tool_error', scope, 10)
  listReportExports(connection)
  listReportDrafts(connection)
  readVersionText(connection, 'prompt', 'booking', '7')
  workspaceQueries(connection).info([])
  const detail = traceDetailQueries(connection)
  detail.get({ traceId: 'trace-1' })
  detail.conversation({ traceId: 'trace-1', offset: 0, limit: 10 })
  detail.span({ traceId: 'trace-1', spanId: 's1' })
  detail.text({ traceId: 'trace-1', spanId: 's1', path: 'name', from: 0, length: 10 })
}

function planOf({ db }: ReadConnection, sql: string): string[] {
  const values = Array.from(sql.matchAll(/\?/g), () => null)
  return db
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...values)
    .map((row) => row.detail)
}

/** Steps of a plan that read more than they should, each with its query. */
function wasteful(connection: ReadConnection, statements: readonly string[]): string[] {
  return statements.flatMap((sql) =>
    planOf(connection, sql)
      .filter((step) => {
        if (/^SCAN (?:span|finding|content|block|analysis)\b/.test(step)) return true
        if (step === 'SCAN score') return true
        if (step.includes('AUTOMATIC')) return true
        // Counting asks every trace; a list reads the table in its own order as the last way out, and says so.
        return step === 'SCAN trace' && !/trace NOT INDEXED|SELECT count/.test(sql)
      })
      .map((step) => `${step}: ${sql}`),
  )
}

function record(): { connection: ReadConnection; statements: string[] } {
  const path = makeWorkspace({
    march: [
      {
        path: '/data/march.jsonl',
        spans: ['trace-1', 'trace-2'].flatMap((id) =>
          makeSpans('agent booking\n  llm chat gpt-4o\n    > user: Hi\n  tool search error=E', id),
        ),
      },
    ],
  })
  const connection = openForTest(path)
  const prepare = vi.spyOn(connection.db, 'prepare')
  askAll(connection)
  const statements = [...new Set(prepare.mock.calls.map(([sql]) => sql))].filter(
    (sql) => !/^\s*EXPLAIN/.test(sql),
  )
  prepare.mockRestore()
  return { connection, statements }
}

test('no named query reads all spans, all findings or all traces where an index could tell', () => {
  const { connection, statements } = record()
  expect(statements.length).toBeGreaterThan(150)
  expect(wasteful(connection, statements)).toEqual([])
})

test('a query that reads all spans is found out', () => {
  const { connection } = record()
  expect(wasteful(connection, ['SELECT count(*) FROM span WHERE service = ?'])).toHaveLength(1)
  expect(wasteful(connection, ['SELECT id FROM trace ORDER BY output_tokens LIMIT 1'])).toHaveLength(1)
})
