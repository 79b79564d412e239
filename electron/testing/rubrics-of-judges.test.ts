import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RulerRow } from '../../shared/contract/rulers.ts'
import { emptyScore, type Score } from '../../shared/model/score.ts'
import type { Span } from '../../shared/model/span.ts'
import { runAnalysis } from '../jobs/analysis-job.ts'
import { compareRulers } from '../jobs/compare-rulers.ts'
import { describeRulers } from '../jobs/describe-rulers.ts'
import type { AnalysisResult } from '../jobs/results.ts'
import { runImport } from '../jobs/import-job.ts'
import { matchCustomCategories } from '../jobs/match-custom.ts'
import { openReader, openWriter, type ReadConnection } from '../store/connection.ts'
import { saveCustomCategory } from '../store/custom-categories.ts'
import { makeSpans } from './make-trace.ts'
import { makeWorkspace } from './query-workspace.ts'
import { sharedData } from './shared-data.ts'
import { temporaryFolder } from './temporary-folder.ts'

const JUDGED = sharedData('tau2-bench-judge')
const CONTEXT = { checkCancelled: () => undefined, progress: () => undefined }
const DAY_US = 86_400_000_000

async function importJudged(folder: string): Promise<string> {
  const workspacePath = join(folder, 'w.tidemark')
  const none = { label: null, format: null, mapping: null, sample: null, isSample: false, dryRun: false }
  await runImport({ workspacePath, paths: [JUDGED!], ...none }, CONTEXT)
  return workspacePath
}

async function analyse(workspacePath: string) {
  const reader = openReader(workspacePath)
  const custom = await matchCustomCategories(reader, {})
  reader.close()
  return await runAnalysis({ workspacePath, only: null, force: true, custom }, CONTEXT)
}

/** The ruler of a rubric that judged the given share of passes: retail and telecom have a version each. */
function rulerOf(rulers: readonly RulerRow[], rubric: string, passes: number): RulerRow {
  const found = rulers.find(
    (ruler) => ruler.rubric === rubric && Math.round((ruler.mean ?? 0) * ruler.valued) === passes,
  )
  if (found === undefined) throw new Error(`no ruler ${rubric} with ${passes} passes`)
  return found
}

describe.skipIf(JUDGED === null)('the same runs judged under four rubrics', () => {
  let connection: ReadConnection
  let rulers: RulerRow[]
  let analysis: AnalysisResult
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-judged-'))
  beforeAll(async () => {
    const path = await importJudged(folder)
    analysis = await analyse(path)
    connection = openReader(path)
    rulers = describeRulers(connection, {}).scores[0]!.rulers
  })
  afterAll(() => {
    connection.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('are no drift of any behaviour: the agents did not change', () => {
    expect(analysis.shifts).toEqual([])
    expect(analysis.notices.map(({ kind }) => kind)).toEqual(['synthetic_clock'])
  })

  test('are eight rulers: four rubrics, each with a version for retail and for telecom, by one judge', () => {
    expect(rulers).toHaveLength(8)
    expect(new Set(rulers.map(({ rubric }) => rubric)).size).toBe(4)
    expect(new Set(rulers.map(({ rubricVersion }) => rubricVersion)).size).toBe(8)
    expect(new Set(rulers.map(({ judge, parameters }) => `${judge} ${parameters}`))).toEqual(
      new Set(['azure/gpt-4o-2024-11-20 temperature 0']),
    )
    expect(rulers.every(({ firstDay }) => firstDay === null)).toBe(true)
  })

  test('customer outcome against policy conversation, retail: as counted by hand from the files', () => {
    const a = rulerOf(rulers, 'customer_outcome_v1', 95)
    const b = rulerOf(rulers, 'policy_conversation_v1', 58)
    const bridge = compareRulers(connection, { a: a.id, b: b.id })
    // By hand: 56 pass both, 39 the first alone, 2 the second alone, 17 neither.
    expect(bridge).toMatchObject({
      pairs: 114,
      leftOut: 0,
      outcomes: [{ both: 56, onlyA: 39, onlyB: 2, neither: 17 }],
      verdict: 'differs',
    })
    expect(bridge.outcomes[0]!.ratio).toBeCloseTo(58 / 95, 12)
    // 2 (1 + 41 + 820) / 2^41
    expect(bridge.outcomes[0]!.p).toBeCloseTo((2 * 862) / 2 ** 41, 15)
    const [agreed, chance] = [73 / 114, (95 * 58 + 19 * 56) / 114 ** 2]
    expect(bridge.kappa!.kappa).toBeCloseTo((agreed - chance) / (1 - chance), 12)
  })

  test('rubrics that agree on the total but not on the runs are told apart from too little data', () => {
    const a = rulerOf(rulers, 'policy_conversation_v1', 34)
    const b = rulerOf(rulers, 'quick_triage_v1', 35)
    const bridge = compareRulers(connection, { a: a.id, b: b.id })
    expect(bridge).toMatchObject({
      outcomes: [{ both: 23, onlyA: 11, onlyB: 12, neither: 68 }],
      verdict: 'not_enough',
    })
    expect(bridge.more).toBeGreaterThan(1000)
    expect(bridge.kappa!.kappa).toBeLessThan(0.6)
  })

  test('verdicts that are neither pass nor fail are left out of the pairs and told', () => {
    const a = rulerOf(rulers, 'quick_triage_v1', 112)
    const b = rulerOf(rulers, 'policy_chain_of_thought_v1', 30)
    const bridge = compareRulers(connection, { a: a.id, b: b.id })
    expect(bridge).toMatchObject({ pairs: 42, leftOut: 72 })
    expect(bridge.verdict).not.toBe('carried_over')
    expect(bridge.sentence).toContain('72 more traces judged by both are left out')
  })

  test('no two rubrics of one domain carry a baseline over', () => {
    const judged = rulers.flatMap((a) =>
      rulers.filter((b) => b !== a).map((b) => compareRulers(connection, { a: a.id, b: b.id })),
    )
    expect(judged.filter(({ verdict }) => verdict === 'carried_over')).toEqual([])
    expect(judged.filter(({ verdict }) => verdict === 'differs').length).toBeGreaterThan(10)
  })
})

/** The judged runs again and again over eight weeks, two of them a day and agent; the rubric changes after five. */
function eightWeeks(verdicts: readonly { old: number; now: number }[]): { spans: Span[]; scores: Score[] } {
  const days = Array.from({ length: 56 }, (_, day) => day)
  const runs = days.flatMap((day) => Array.from({ length: 40 }, (_, run) => ({ day, run })))
  const idOf = ({ day, run }: (typeof runs)[number]) => `d${day}-${run}`
  return {
    spans: runs.flatMap((each) =>
      makeSpans('agent retail\n  llm chat gpt-4.1\n    < assistant: Done', idOf(each)).map((span) =>
        Object.assign(span, { startUs: span.startUs + each.day * DAY_US + each.run * 60_000_000 }),
      ),
    ),
    scores: runs.map((each) => {
      const verdict = verdicts[(each.day * 40 + each.run) % verdicts.length]!
      const isOld = each.day < 35
      return Object.assign(emptyScore(idOf(each), 'judge_verdict'), {
        evaluatorKind: 'llm' as const,
        judge: 'gpt-4o',
        rubric: isOld ? 'quick_triage_v1' : 'policy_conversation_v1',
        value: isOld ? verdict.old : verdict.now,
      })
    }),
  }
}

test.skipIf(JUDGED === null)(
  'a rubric that halves the passes of the same runs overnight is a changed ruler, never drift of the agent',
  async () => {
    const judged = openReader(await importJudged(temporaryFolder()))
    const verdicts = judged.db
      .prepare<[], { old: number; now: number }>(
        `SELECT old.value AS old, now.value AS now FROM score AS old JOIN score AS now ON now.trace = old.trace
         WHERE old.rubric = 'quick_triage_v1' AND now.rubric = 'policy_conversation_v1' ORDER BY old.trace`,
      )
      .all()
    judged.close()
    expect(verdicts).toHaveLength(228)
    const path = makeWorkspace({ march: [{ path: 'm.jsonl', ...eightWeeks(verdicts) }] })
    const writer = openWriter(path, { create: false })
    const rule = { type: 'score', name: 'judge_verdict', below: 0.5 } as const
    const own = { name: 'Judged failed', definition: 'The judge says fail.', class: 'F', rule } as const
    saveCustomCategory(writer, { id: 'judged_failed', ...own })
    writer.close()

    const { shifts, notices, categories, watch } = await analyse(path)
    expect(watch).toContain('watched')
    expect(shifts).toEqual([])
    expect(notices.map(({ kind }) => kind)).toContain('ruler')
    expect(notices.find(({ kind }) => kind === 'ruler')?.text).toContain(
      'rubric quick_triage_v1 by gpt-4o became rubric policy_conversation_v1 by gpt-4o',
    )
    // The category that a person put on the score cannot follow the rubric either.
    expect(categories.find(({ id }) => id === 'judged_failed')).toMatchObject({ fired: 0, notFired: 0 })
  },
)
