import type { MethodOutput } from '../../shared/contract.ts'
import type { CustomRule } from '../../shared/model/custom-category.ts'
import { segmentOf } from '../../shared/model/segment.ts'
import { SessionCounter } from '../drift/daily-counts.ts'
import { runWatch } from '../drift/run-watch.ts'
import type { ReadConnection } from '../store/connection.ts'
import { exampleTraces, traceClocks } from '../store/custom-preview.ts'
import { currentPolicy } from '../store/policy-store.ts'
import type { LaunchQuery } from '../store/query-child.ts'
import { runRule } from '../store/sql-console.ts'

const PREVIEW = 'preview'

/** What a rule would find and would have alerted on, without keeping anything. AppErrors as `runRule`. */
export async function previewCustom(
  connection: ReadConnection,
  { rule, seconds }: { rule: CustomRule; seconds: number },
  launch?: LaunchQuery,
): Promise<MethodOutput<'customCategories.preview'>> {
  const { fired: ids, evaluable } = await runRule(connection.path, rule, { seconds, launch })
  const [fired, asked] = [new Set(ids), evaluable === null ? null : new Set(evaluable)]
  const policy = currentPolicy(connection)
  const counter = new SessionCounter()
  let traces = 0
  let judged = 0
  for (const row of traceClocks(connection, policy.segmenter)) {
    traces++
    const isJudged = asked === null || asked.has(row.traceId)
    if (isJudged) judged++
    const verdicts = isJudged ? (fired.has(row.traceId) ? 'f' : 'n') : '-'
    counter.add({ ...row, segment: segmentOf(row, policy.segmenter), rules: [`${PREVIEW}@1`], verdicts })
  }
  const { shifts, record } = runWatch({
    counts: counter.finish(),
    categories: [{ id: PREVIEW, name: 'This category', class: 'S', version: 1 }],
    marks: [],
    policy,
  })
  return {
    traces,
    judged,
    fired: ids.length,
    examples: exampleTraces(connection, ids),
    watch: record.sentence,
    alerts: shifts.map(({ openedOn, sentence }) => ({ openedOn, sentence })),
  }
}
