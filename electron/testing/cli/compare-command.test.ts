import { expect, test } from 'vitest'
import type { ComparisonRun } from '../../../shared/contract/compare.ts'
import { place, sampleFile } from './export-place.ts'
import { runCli, runImport, runJson } from './run-cli.ts'

/** What the documentation of the command line promises of each category and score. */
const CATEGORY = ['id', 'a', 'b', 'ratio', 'low', 'high', 'adjustedP', 'verdict', 'mix', 'behaviour']
const SCORE = ['name', 'rubric', 'judge', 'a', 'b', 'difference', 'low', 'high', 'adjustedP', 'verdict']

test('compare prints the promised shape first, and a table for people', async () => {
  const { workspace, folder } = place()
  const imported = await runImport([sampleFile(folder), '--workspace', workspace])
  await runCli(['analyze', '--workspace', workspace, '--quiet'])
  const sides = ['--a', 'agent:booking', '--b', '-agent:booking', '--workspace', workspace]
  const result = (await runJson(['compare', ...sides])) as ComparisonRun
  expect(Object.keys(result).slice(0, 5)).toEqual(['a', 'b', 'categories', 'scores', 'refused'])
  expect(result.a.traces + result.b.traces).toBe(imported.workspace.traces)
  for (const category of result.categories) {
    expect(Object.keys(category).slice(0, CATEGORY.length)).toEqual(CATEGORY)
    expect(Object.keys(category.a)).toEqual(['n', 'k'])
  }
  const judged = result.categories.filter(({ a, b }) => a.n > 0 && b.n > 0)
  for (const { a, b, mix, behaviour } of judged) expect(mix + behaviour).toBeCloseTo(b.k / b.n - a.k / a.n, 9)
  for (const score of result.scores) expect(Object.keys(score).slice(0, SCORE.length)).toEqual(SCORE)

  const { stdout, code } = await runCli(['compare', ...sides])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^category +a +b +ratio +95 % +p +b is$/m)
  expect(stdout).toMatch(/^infrastructure +a +b/m)
})

test('--strict ends with 3 where a side is empty, a wrong filter or none with 2', async () => {
  const { workspace, file } = place()
  await runImport([file, '--workspace', workspace])
  const run = async (...args: string[]) => (await runCli(['compare', ...args, '--workspace', workspace])).code
  expect(await run('--a', '', '--b', 'agent:nobody')).toBe(0)
  expect(await run('--a', '', '--b', 'agent:nobody', '--strict')).toBe(3)
  expect(await run('--a', 'nonsense:x', '--b', '')).toBe(2)
  expect(await run('--a', '')).toBe(2)
})
