import { expect, test } from 'vitest'
import { emptyScore, type Score } from '../../shared/model/score.ts'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { governanceQueries } from './governance-queries.ts'

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
