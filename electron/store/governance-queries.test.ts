import { expect, test } from 'vitest'
import { emptyScore, type Score } from '../../shared/model/score.ts'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { openWriter } from './connection.ts'
import { governanceQueries } from './governance-queries.ts'
import { DAY_US } from './scope-sql.ts'

function score(traceId: string, told: Partial<Score>): Score {
  return { ...emptyScore(traceId, 'helpful'), value: 1, ...told }
}

const run = (id: string) =>
  makeSpans('agent booking\n  llm chat gpt-4.1 -> gpt-4.1-2025-04-14\n    < assistant: Hi', id)

function overview(scores: Score[]) {
  const path = makeWorkspace({ march: [{ path: 'm.jsonl', spans: ['a', 'b', 'c'].flatMap(run), scores }] })
  return governanceQueries(openForTest(path)).overview({})
}

test('coverage by agent and day, and who gave the scores', () => {
  const { agents, days } = overview([
    score('a', { evaluatorKind: 'human' }),
    score('b', { evaluatorKind: 'llm', judge: 'claude-sonnet-4' }),
    score('b', { evaluatorKind: 'code', name: 'length' }),
  ])
  expect(agents).toEqual([
    {
      agent: 'booking',
      traces: 3,
      evaluated: 2,
      byPerson: 1,
      byModel: 1,
      byCode: 1,
      incomplete: 0,
      ownJudges: [],
    },
  ])
  expect(days).toEqual([{ date: '2026-03-02', traces: 3, evaluated: 2 }])
})

test('a judge of the maker of the model it judges is named with that model', () => {
  const { agents } = overview([
    score('a', { evaluatorKind: 'llm', judge: 'gpt-4o' }),
    score('b', { evaluatorKind: 'human', judge: 'gpt fan' }),
  ])
  expect(agents[0]?.ownJudges).toEqual([{ judge: 'gpt-4o', model: expect.stringContaining('gpt-4.1') }])
})

test('scores of one name by several judges, rubrics or versions are listed, others are not', () => {
  const { rulers } = overview([
    score('a', { judge: 'gpt-4o', rubric: 'tone', rubricVersion: '1' }),
    score('b', { judge: 'gpt-4o', rubric: 'tone', rubricVersion: '2' }),
    score('b', { name: 'length', evaluatorKind: 'code' }),
    score('c', { name: 'length', evaluatorKind: 'code' }),
  ])
  expect(rulers).toMatchObject([
    {
      agent: 'booking',
      score: 'helpful',
      versions: [
        { rubricVersion: '1', scores: 1 },
        { rubricVersion: '2', scores: 1 },
      ],
    },
  ])
})

test('a range of days counts what began in it, and what is written meanwhile is counted', () => {
  const nextDay = run('b').map((span) => Object.assign(span, { startUs: span.startUs + DAY_US }))
  const human: Partial<Score> = { evaluatorKind: 'human' }
  const path = makeWorkspace({
    march: [
      { path: 'm.jsonl', spans: [...run('a'), ...nextDay], scores: ['a', 'b'].map((id) => score(id, human)) },
    ],
  })
  const { overview: ask } = governanceQueries(openForTest(path))
  expect(ask({}).agents).toMatchObject([{ traces: 2, evaluated: 2, byPerson: 2 }])
  const second = { from: '2026-03-03', to: '2026-03-03' }
  expect(ask(second)).toMatchObject({
    agents: [{ traces: 1, evaluated: 1, byPerson: 1 }],
    days: [{ date: '2026-03-03', traces: 1, evaluated: 1 }],
  })
  expect(ask({ to: '2026-03-01' })).toMatchObject({ agents: [], days: [], rulers: [] })

  const writer = openWriter(path, { create: false })
  writer.db.exec("DELETE FROM score WHERE trace = (SELECT id FROM trace WHERE trace_id = 'b')")
  writer.close()
  expect(ask(second).agents).toMatchObject([{ traces: 1, evaluated: 0, byPerson: 0 }])
})

test('a workspace without scores has no coverage, and nothing to compare', () => {
  const { agents, rulers } = overview([])
  expect(agents).toMatchObject([{ traces: 3, evaluated: 0 }])
  expect(rulers).toEqual([])
})

test('models of nobody known are listed, routers and makers are not', () => {
  const spans = ['our-own-7b', 'gpt-4.1', 'openrouter/auto'].flatMap((model, at) =>
    makeSpans(`agent booking\n  llm chat ${model}\n    < assistant: Hi`, `t${at}`),
  )
  const path = makeWorkspace({ march: [{ path: 'm.jsonl', spans }] })
  expect(governanceQueries(openForTest(path)).overview({}).unknownModels).toEqual(['our-own-7b'])
})
