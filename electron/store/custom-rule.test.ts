import { expect, test } from 'vitest'
import { emptyScore } from '../../shared/model/score.ts'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace } from '../testing/query-workspace.ts'
import { runRule } from './sql-console.ts'

const run = (id: string, agent: string) => makeSpans(`agent ${agent}\n  tool search output="x"`, id)

function workspace(): string {
  const scores = [
    { ...emptyScore('a', 'helpful'), value: 0.2 },
    { ...emptyScore('b', 'helpful'), value: 0.9, label: 'Good' },
  ]
  return makeWorkspace({
    march: [
      { path: 'm.jsonl', spans: [...run('a', 'desk'), ...run('b', 'desk'), ...run('c', 'shop')], scores },
    ],
  })
}

const SECONDS = { seconds: 30 }

const by = (traceId: string, rubricVersion: string, value: number) => ({
  ...emptyScore(traceId, 'helpful'),
  rubric: 'tone',
  rubricVersion,
  value,
})
/** The same score by two versions of a rubric. */
function twoRulers(): string {
  const scores = [by('a', '1', 0.2), by('a', '2', 0.8), by('b', '2', 0.1)]
  return makeWorkspace({
    march: [{ path: 'm.jsonl', spans: [...run('a', 'desk'), ...run('b', 'desk')], scores }],
  })
}

test('a filter holds for what the trace list would show', async () => {
  expect(await runRule(workspace(), { type: 'filter', filter: 'agent:desk' }, SECONDS)).toEqual({
    fired: ['a', 'b'],
    evaluable: null,
  })
  await expect(runRule(workspace(), { type: 'filter', filter: 'agent:' }, SECONDS)).rejects.toMatchObject({
    code: 'filter_invalid',
  })
})

test.each([
  [{ below: 0.5 }, ['a']],
  [{ above: 0.5 }, ['b']],
  [{ label: 'good' }, ['b']],
  [{ below: 0.1 }, []],
])('a score %j fires for %j, and is asked only of traces that have one', async (told, fired) => {
  expect(await runRule(workspace(), { type: 'score', name: 'helpful', ...told }, SECONDS)).toEqual({
    fired,
    evaluable: ['a', 'b'],
  })
})

test('SQL over the views gives the traces in its column trace_id, also with a semicolon', async () => {
  const sql = "SELECT trace_id FROM spans WHERE tool_name = 'search' AND trace_id <> 'b';"
  expect((await runRule(workspace(), { type: 'sql', sql }, SECONDS)).fired).toEqual(['a', 'c'])
})

test.each([
  ['DELETE FROM spans', 'query_refused'],
  ['SELECT name FROM spans', 'query_failed'],
  ['SELECT trace_id FROM nowhere', 'query_failed'],
  ["SELECT 'a' AS trace_id; DROP TABLE trace", 'query_failed'],
])('%s is refused with a sentence', async (sql, code) => {
  await expect(runRule(workspace(), { type: 'sql', sql }, SECONDS)).rejects.toMatchObject({ code })
})

test('a question that never ends is ended', async () => {
  const sql = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS trace_id FROM n'
  await expect(runRule(workspace(), { type: 'sql', sql }, { seconds: 1 })).rejects.toMatchObject({
    code: 'query_timeout',
  })
})

test('a score that two rulers made is refused, naming them, until the rule names one', async () => {
  const rule = { type: 'score', name: 'helpful', below: 0.5 } as const
  const path = twoRulers()
  await expect(runRule(path, rule, SECONDS)).rejects.toMatchObject({
    code: 'rulers_mixed',
    details: { score: 'helpful', count: 2, rulers: ['rubric tone 1', 'rubric tone 2'] },
  })
  expect(await runRule(path, { ...rule, rubricVersion: '2' }, SECONDS)).toEqual({
    fired: ['b'],
    evaluable: ['a', 'b'],
  })
  expect(await runRule(path, { ...rule, rubricVersion: '1' }, SECONDS)).toEqual({
    fired: ['a'],
    evaluable: ['a'],
  })
})

test.each(['score.helpful<0.5', 'agent:desk -score.helpful:*'])(
  'a filter that asks for such a score is no category: %s',
  async (filter) => {
    const rule = { type: 'filter', filter } as const
    await expect(runRule(twoRulers(), rule, SECONDS)).rejects.toMatchObject({ code: 'rulers_mixed' })
    expect(await runRule(workspace(), rule, SECONDS)).toMatchObject({ evaluable: null })
  },
)
