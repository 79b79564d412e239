import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ComparisonRun } from '../../../shared/contract/compare.ts'
import { sharedData } from '../shared-data.ts'
import { runCli, runImport, runJson } from './run-cli.ts'

const ROOT = sharedData('MANIFEST.csv')?.replace(/MANIFEST\.csv$/, '') ?? null
const IMPORTS = {
  chat: ['mini-swe-agent/deepseek_chat_dev.tar.gz'],
  lite: ['mini-swe-agent/deepseek_lite_dev.tar.gz'],
  reasoner: ['mini-swe-agent/deepseek_reasoner_dev.tar.gz'],
  'base-telecom': ['tau2-bench/gpt-4.1_telecom.json'],
  'base-retail': ['tau2-bench/gpt-4.1_retail.json'],
  'tuned-telecom': ['tau2-bench/ft-gpt-4.1-tau2-sft_telecom.json'],
  'tuned-retail': ['tau2-bench/ft-gpt-4.1-tau2-sft_retail.json'],
  judged: ['tau2-bench-judge/retail-telecom-judge-summaries.tar.gz'],
  'med-gpt': [
    'medagentbench/medagentbench-gpt-4o.runs.jsonl',
    'medagentbench/medagentbench-gpt-4o.labels.json',
  ],
  'med-llama': [
    'medagentbench/medagentbench-llama-3.3.runs.jsonl',
    'medagentbench/medagentbench-llama-3.3.labels.json',
  ],
}
/** Ten imports and an analysis, on a busy machine. */
const IMPORT_MS = 300_000

let folder = ''
let workspace = ''

async function compare(a: string, b: string): Promise<ComparisonRun> {
  return (await runJson(['compare', '--workspace', workspace, '--a', a, '--b', b])) as ComparisonRun
}

function different({ categories, scores, measures }: ComparisonRun): string[] {
  const rows = [
    ...categories.map(({ id, verdict }) => ({ name: id, verdict })),
    ...scores.map(({ name, verdict }) => ({ name, verdict })),
    ...measures.map(({ name, verdict }) => ({ name, verdict })),
  ]
  return rows.flatMap(({ name, verdict }) =>
    verdict === 'higher' || verdict === 'lower' ? [`${name} ${verdict}`] : [],
  )
}

describe.skipIf(ROOT === null)('real runs compared', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tidemark-compare-'))
    workspace = join(folder, 'w.tidemark')
    for (const [label, files] of Object.entries(IMPORTS))
      await runImport([...files.map((file) => `${ROOT}${file}`), '--label', label, '--workspace', workspace])
    await runCli(['analyze', '--workspace', workspace, '--quiet'])
  }, IMPORT_MS)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('one configuration on the same tasks two days apart: nothing is different', async () => {
    const result = await compare('import:chat', 'import:lite')
    expect(result).toMatchObject({ pairedTasks: 23, pairedBy: 'instance_id' })
    expect(different(result)).toEqual([])
  })

  test('another model behind a broken connection: the failures of the service are higher', async () => {
    const result = await compare('import:chat', 'import:reasoner')
    expect(result.pairedTasks).toBe(15)
    expect(different(result)).toEqual(['service_error higher', 'error share higher'])
  })

  test('the fine-tune solves more telecom tasks, as told task by task', async () => {
    const result = await compare('import:base-telecom', 'import:tuned-telecom')
    const reward = result.scores.find(({ name }) => name === 'reward')
    expect(reward).toMatchObject({ a: { n: 40, mean: 0.45 }, b: { n: 40, mean: 0.75 }, verdict: 'higher' })
    expect(reward?.p).toBeCloseTo(0.0005, 4)
    expect(reward?.adjustedP).toBeLessThan(0.01)
  })

  test('the fine-tune solves as many retail tasks', async () => {
    const { scores } = await compare('import:base-retail', 'import:tuned-retail')
    expect(scores.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['reward', 'no difference'],
      ['reward.communicate', 'no difference'],
      ['reward.db', 'no difference'],
    ])
  })

  test.each([
    ['import:*customer_outcome*', 'import:*quick_triage*'],
    ['import:retail-multi*customer_outcome*', 'import:telecom-multi*customer_outcome*'],
    ['import:*policy_conversation*', 'import:*policy_chain_of_thought*'],
  ])('rubrics are not compared with each other: %s, %s', async (a, b) => {
    const { scores, refused } = await compare(a, b)
    expect(scores).toEqual([])
    expect(refused).toEqual([{ name: 'judge_verdict', why: expect.stringContaining('rulers') as string }])
  })

  test('two models on the same medical tasks are paired by number; times a microsecond apart are no latency', async () => {
    const result = await compare('import:med-gpt', 'import:med-llama')
    expect(result).toMatchObject({ pairedTasks: 100, pairedBy: 'index' })
    expect(result.scores[0]).toMatchObject({ name: 'correct', a: { mean: 0.61 }, b: { mean: 0.48 } })
    expect(result.measures.some(({ name }) => name.startsWith('latency'))).toBe(false)
  })
})
