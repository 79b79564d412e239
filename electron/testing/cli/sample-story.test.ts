import { hash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { zstdDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Shift } from '../../../shared/model/shift.ts'
import { readPlan } from '../../drift/plan-record.ts'
import { daysToFindShift } from '../../drift/detectability.ts'
import { STORY } from '../../sample/story.ts'
import { openReader } from '../../store/connection.ts'
import { currentPlan } from '../../store/baseline-store.ts'
import { runCli, runImport, runJson } from './run-cli.ts'

const BUNDLED = fileURLToPath(new URL('../../../resources/samples/first-run.jsonl.zst', import.meta.url))
const CATEGORY = 'tool_error_silent'
const SEGMENT = 'booking × gpt-4.1'
const DAY_MS = 86_400_000
/** Not chosen: the first three names that came to mind, before any result was seen. */
const OTHER_SEEDS = ['alpha', 'beta', 'gamma']

let folder = ''
let workspace = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tidemark-story-'))
  workspace = join(folder, 'sample.tidemark')
  await runImport([BUNDLED, '--workspace', workspace])
  await runCli(['analyze', '--workspace', workspace, '--quiet'])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Days from the first of the sample to a date. */
function storyDay(date: string): number {
  return (Date.parse(date) - Date.UTC(2026, 2, 2)) / DAY_MS
}

async function shiftsOf(path: string): Promise<Shift[]> {
  return (await runJson(['shifts', '--workspace', path])) as Shift[]
}

test('the bundled export is what `tidemark sample` writes', async () => {
  const { stdout } = await runCli(['sample'])
  const bundled = zstdDecompressSync(readFileSync(BUNDLED))
  expect(hash('sha256', bundled)).toBe(hash('sha256', stdout))
})

test('the sample shows its regression, where and when it is, and nothing else', async () => {
  const shifts = await shiftsOf(workspace)
  expect(shifts.map(({ category, segment, state }) => [category, segment, state])).toEqual([
    [CATEGORY, SEGMENT, 'open'],
  ])
  expect(Math.abs(storyDay(shifts[0]?.onset ?? '') - STORY.regressionDay)).toBeLessThanOrEqual(2)
})

test('the regression is found within twice the days that are forecast for it', async () => {
  const [shift] = await shiftsOf(workspace)
  const connection = openReader(workspace)
  const plan = readPlan(currentPlan(connection)?.plan ?? '', 1)
  connection.close()
  const model = plan!.models[0]!.model
  const category = model.categories.indexOf(CATEGORY)
  const forecast = daysToFindShift(model, category, model.cells.indexOf(SEGMENT), shift?.ratio ?? 1)
  expect(forecast).toBeLessThan(14)
  const took = storyDay(shift?.openedOn ?? '') - STORY.regressionDay + 1
  expect(took).toBeGreaterThan(0)
  expect(took).toBeLessThanOrEqual(2 * forecast)
})

test('neither the new traffic nor the new evaluator is taken for a change of the agent', async () => {
  const [shift] = await shiftsOf(workspace)
  // The traffic of the segment fell by a quarter meanwhile.
  expect(Math.abs(shift?.mix ?? 1)).toBeLessThan(0.1 * (shift?.behaviour ?? 0))
  const { stdout } = await runCli(['shifts', '--workspace', workspace])
  expect(stdout).toMatch(/noticed {2}Traffic changed: billing/)
  expect(stdout).not.toMatch(/SHIFT.*(Tool errors|research)/)
})

test.each(OTHER_SEEDS)('another sample (%s) shows the same shift', async (seed) => {
  const path = join(folder, `${seed}.tidemark`)
  expect((await runCli(['sample', '--seed', seed, '--out', path, '--quiet'])).code).toBe(0)
  const shifts = await shiftsOf(path)
  const own = shifts.filter(({ category }) => category === CATEGORY)
  expect(own.map(({ segment, state }) => [segment, state])).toEqual([[SEGMENT, 'open']])
  expect(Math.abs(storyDay(own[0]?.onset ?? '') - STORY.regressionDay)).toBeLessThanOrEqual(3)
  expect(shifts.filter(({ category }) => category !== CATEGORY)).toEqual([])
})
