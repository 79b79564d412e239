import { expect, test, vi } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { emptyScore } from '../../shared/model/score.ts'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { runAnalysis } from './analysis-job.ts'
import { compareTraces } from './compare-traces.ts'
import { findDifferences } from './find-differences.ts'

const CONTEXT = { checkCancelled: () => undefined, progress: () => undefined }

/** Runs of a side: every third fails where `failing` says so; each carries its task. */
function runs(
  side: string,
  count: number,
  { model = 'gpt-4.1', failing = 0, agent = 'booking', extra = '' } = {},
) {
  return Array.from({ length: count }, (_, index) => {
    const status = index < failing ? 'status=error message="Request timed out"' : 'output="found"'
    return makeSpans(
      `agent ${agent} task_id=t${index} ${extra}
  llm chat ${model} in=100 out=20
    < call fetch {} id=c1
  tool fetch call=c1 ${status}`,
      `${side}-${index}`,
    )
  }).flat()
}

async function workspaceOf(imports: Parameters<typeof makeWorkspace>[0]) {
  const path = makeWorkspace(imports)
  await runAnalysis({ workspacePath: path, only: null, force: false }, CONTEXT)
  return openForTest(path)
}

function source(path: string, spans: ReturnType<typeof runs>, scores: ReturnType<typeof emptyScore>[] = []) {
  return [{ path, spans, scores }]
}

/** A score of every run, by one version of a rubric. */
function scored(side: string, version: string) {
  return Array.from({ length: 20 }, (_, index) => ({
    ...emptyScore(`${side}-${index}`, 'tone'),
    value: version === '1' ? 0.2 : 0.9,
    rubric: 'tone',
    rubricVersion: version,
  }))
}

test('two imports of the same tasks are paired by their task, and the failing category is higher', async () => {
  const connection = await workspaceOf({
    before: source('a.jsonl', runs('a', 30)),
    after: source('b.jsonl', runs('b', 30, { failing: 15 })),
  })
  const result = compareTraces(connection, { a: 'import:before', b: 'import:after' })
  expect(result).toMatchObject({ a: { traces: 30 }, b: { traces: 30 }, pairedTasks: 30, pairedBy: 'task_id' })
  const changed = result.categories.filter(({ verdict }) => verdict === 'higher').map(({ id }) => id)
  expect(changed).toContain('timeout')
  expect(result.categories.find(({ id }) => id === 'timeout')).toMatchObject({
    a: { n: 30, k: 0 },
    b: { n: 30, k: 15 },
    ratio: null,
    high: null,
  })
})

test('a task attribute nobody carries is told, and the sides are compared as wholes', async () => {
  const connection = await workspaceOf({
    before: source('a.jsonl', runs('a', 8)),
    after: source('b.jsonl', runs('b', 8)),
  })
  const result = compareTraces(connection, { a: 'import:before', b: 'import:after', paired: 'no_such_key' })
  expect(result.pairedTasks).toBeNull()
  expect(result.notes.join(' ')).toContain('no_such_key')
})

test('traces on both sides are never compared with themselves', async () => {
  const connection = await workspaceOf({ all: source('a.jsonl', [...runs('a', 20), ...runs('b', 20)]) })
  const part = compareTraces(connection, { a: '', b: 'trace:b-*' })
  expect(part).toMatchObject({ a: { traces: 20 }, b: { traces: 20 }, shared: 20 })
  expect(part.notes.join(' ')).toContain('the rest of a')
  const same = compareTraces(connection, { a: 'trace:a-*', b: 'trace:a-*' })
  expect(same).toMatchObject({ a: { traces: 0 }, b: { traces: 0 }, shared: 20 })
  expect(same.notes.join(' ')).toContain('nothing to compare')
  const crossed = compareTraces(connection, { a: 'trace:a-* OR trace:b-1', b: 'trace:b-*' })
  expect(crossed).toMatchObject({ a: { traces: 20 }, b: { traces: 19 }, shared: 1 })
})

test('an empty side is said, a wrong filter is an error', async () => {
  const connection = await workspaceOf({ all: source('a.jsonl', runs('a', 4)) })
  expect(compareTraces(connection, { a: '', b: 'agent:nobody' }).notes.join(' ')).toContain(
    'The filter of b selects no trace.',
  )
  expect(() => compareTraces(connection, { a: 'nonsense:x', b: '' })).toThrow(AppError)
})

test('sides that are two models are not split by model, sides that are two agents not by agent', async () => {
  const connection = await workspaceOf({
    all: source('a.jsonl', [
      ...runs('a', 40, { model: 'gpt-4.1' }),
      ...runs('b', 40, { model: 'gpt-4o', failing: 20 }),
      ...runs('c', 40, { agent: 'search', failing: 20 }),
    ]),
  })
  const models = compareTraces(connection, {
    a: 'model:gpt-4.1 agent:booking',
    b: 'model:gpt-4o agent:booking',
  })
  const agents = compareTraces(connection, { a: 'agent:booking model:gpt-4.1', b: 'agent:search' })
  for (const { categories } of [models, agents])
    expect(categories.find(({ id }) => id === 'timeout')?.verdict).toBe('higher')
})

test('scores of two rubric versions are refused', async () => {
  const connection = await workspaceOf({
    before: source('a.jsonl', runs('a', 20), scored('a', '1')),
    after: source('b.jsonl', runs('b', 20), scored('b', '2')),
  })
  const { scores, refused } = compareTraces(connection, { a: 'import:before', b: 'import:after' })
  expect(scores).toEqual([])
  expect(refused.map(({ name }) => name)).toEqual(['tone'])
})

test('what differs names the versions first, each fact once, and no identifiers', async () => {
  const connection = await workspaceOf({
    before: source('a.jsonl', runs('a', 60, { extra: 'app.tier=free' })),
    after: source('b.jsonl', runs('b', 60, { model: 'gpt-4o', extra: 'app.tier=paid' })),
  })
  const { values, notes } = findDifferences(connection, { a: 'import:before', b: 'import:after' })
  expect(values).toMatchObject([
    {
      dimension: 'model',
      value: 'gpt-4.1',
      isVersion: true,
      a: { n: 60, k: 60 },
      b: { n: 60, k: 0 },
      difference: -1,
    },
    {
      dimension: 'model',
      value: 'gpt-4o',
      isVersion: true,
      a: { n: 60, k: 0 },
      b: { n: 60, k: 60 },
      difference: 1,
    },
  ])
  expect(values[1]?.also).toContain('app.tier paid')
  expect(values.some(({ dimension }) => dimension === 'tool')).toBe(false)
  expect(notes).toEqual([])
})

test('no query of a comparison reads all spans or all scores', async () => {
  const connection = await workspaceOf({
    before: source('a.jsonl', runs('a', 20)),
    after: source('b.jsonl', runs('b', 20), [{ ...emptyScore('b-1', 'tone'), value: 1 }]),
  })
  const prepare = vi.spyOn(connection.db, 'prepare')
  compareTraces(connection, { a: 'import:before', b: 'from:2026-01-01' })
  findDifferences(connection, { a: 'import:before', b: 'from:2026-01-01' })
  const statements = [...new Set(prepare.mock.calls.map(([sql]) => sql))]
  prepare.mockRestore()
  const scans = statements.flatMap((sql) =>
    connection.db
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...Array.from(sql.matchAll(/\?/g), () => null))
      .flatMap(({ detail }) =>
        /^SCAN (?:span|finding|content|block|analysis)\b|^SCAN score$|AUTOMATIC/.test(detail)
          ? [`${detail}: ${sql}`]
          : [],
      ),
  )
  expect(statements.length).toBeGreaterThan(8)
  expect(scans).toEqual([])
})
