import { expect, test } from 'vitest'
import { emptyScore, type Score } from '../../shared/model/score.ts'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace } from '../testing/query-workspace.ts'
import { runAnalysis } from './analysis-job.ts'

const CONTEXT = { checkCancelled: () => undefined, progress: () => undefined }
const DAY_US = 86_400_000_000
const [DAYS, A_DAY] = [42, 20]

/** Six weeks of traces; every other one is judged, by what `judged` says of the day. */
function sixWeeks(judged: (day: number) => Partial<Score> | null): string {
  const traces = Array.from({ length: DAYS * A_DAY }, (_, trace) => ({
    id: `t${trace}`,
    day: Math.floor(trace / A_DAY),
    isJudged: trace % 2 === 0,
  }))
  const spans = traces.flatMap(({ id, day }) =>
    makeSpans('agent desk\n  llm chat gpt-4.1\n    < assistant: Done', id).map((span) =>
      Object.assign(span, { startUs: span.startUs + day * DAY_US }),
    ),
  )
  const scores = traces.flatMap(({ id, day, isJudged }): Score[] => {
    const told = isJudged ? judged(day) : null
    return told === null ? [] : [Object.assign(emptyScore(id, 'helpful'), { value: 1, ...told })]
  })
  return makeWorkspace({ march: [{ path: 'm.jsonl', spans, scores }] })
}

async function analysed(workspacePath: string) {
  const { notices, shifts } = await runAnalysis({ workspacePath, only: null, force: false }, CONTEXT)
  expect(shifts).toEqual([])
  return notices.filter(({ kind }) => kind === 'ruler' || kind === 'coverage')
}

test('evaluations that stop are told as falling coverage, with the day they were last seen', async () => {
  const notices = await analysed(sixWeeks((day) => (day < 30 ? { rubric: 'tone' } : null)))
  expect(notices).toMatchObject([{ kind: 'coverage', title: 'Fewer traces are evaluated' }])
  expect(notices[0]!.text).toContain('helpful was last given on 31 March, before that to 50.0 % of traces')
})

test('a judge that is swapped is a changed ruler, and no fall of coverage: the score goes on', async () => {
  const notices = await analysed(
    sixWeeks((day) => ({ judge: day < 30 ? 'gpt-4o' : 'gpt-5', rubric: 'tone' })),
  )
  expect(notices).toMatchObject([{ kind: 'ruler', on: '2026-04-01' }])
  expect(notices[0]!.text).toContain('rubric tone by gpt-4o became rubric tone by gpt-5')
})

test('steady evaluations are no news', async () => {
  expect(await analysed(sixWeeks(() => ({ judge: 'gpt-4o' })))).toEqual([])
})
