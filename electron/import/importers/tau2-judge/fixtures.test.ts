import { expect, test } from 'vitest'
import { checkFixture, collectingSink } from '../../../testing/importing.ts'
import { sharedData } from '../../../testing/shared-data.ts'
import { walkSources } from '../../source-walk.ts'
import { tau2Judge } from './index.ts'

test('judged.json gives no spans however it is named, cut and chunked', async () => {
  const fixture = new URL('fixtures/judged.json', import.meta.url)
  expect(await checkFixture(tau2Judge, fixture)).toBe(0)
})

test('the same runs under four rubrics: each verdict with its rubric, version and judge', async () => {
  const path = sharedData('tau2-bench-judge/retail-telecom-judge-summaries.tar.gz')
  if (path === null) return
  const { sink, got } = collectingSink()
  for await (const source of walkSources(path)) {
    await source.probe()
    await tau2Judge.read(source, sink)
  }
  expect(got.rejected).toEqual([])
  const rubrics = Map.groupBy(got.scores, ({ rubric }) => rubric)
  expect([...rubrics.keys()].map(String).toSorted()).toEqual([
    'customer_outcome_v1',
    'policy_chain_of_thought_v1',
    'policy_conversation_v1',
    'quick_triage_v1',
  ])
  const sizes = [...rubrics.values()].map((scores) => new Set(scores.map(({ traceId }) => traceId)).size)
  expect(new Set(sizes).size).toBe(1)
  expect(got.scores.every(({ judge, rubricVersion, label }) => judge && rubricVersion && label)).toBe(true)
})
