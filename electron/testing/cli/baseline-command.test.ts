import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BaselineEntry } from '../../../shared/model/baseline.ts'
import { runCli, runImport, runJson } from './run-cli.ts'

interface Said {
  id: string
  state: string
  onset: string
}

let folder = ''
let workspace = ''
let policyFile = ''
const baseline = (...args: string[]) => ['baseline', ...args, '--workspace', workspace]
const backtest = (...args: string[]) => ['backtest', ...args, '--workspace', workspace]
const shifts = async () => (await runJson(['shifts', '--workspace', workspace])) as Said[]
const versions = async () => (await runJson(baseline())) as BaselineEntry[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tidemark-baseline-'))
  workspace = join(folder, 'w.tidemark')
  policyFile = join(folder, 'policy.json')
  const file = join(folder, 'sample.jsonl')
  await runCli(['sample', '--out', file, '--seed', 'baseline', '--traces-per-day', '60'])
  await runImport([file, '--workspace', workspace])
  await runCli(['analyze', '--workspace', workspace, '--quiet'])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a shift is accepted as the new normal and taken back, each with its reason; a preview changes nothing', async () => {
  const [shift] = await shifts()
  expect(shift).toMatchObject({ state: 'open' })
  const accept = baseline('--accept', shift?.id ?? '')
  expect(await runCli(accept)).toMatchObject({ code: 2, stderr: expect.stringContaining('add --reason') })
  const tried = (await runJson([...accept, '--preview'])) as {
    shifts: Said[]
    gone: string[]
    added: string[]
  }
  expect(tried).toMatchObject({ shifts: [{ id: shift?.id, state: 'closed' }], gone: [], added: [] })
  expect(await versions()).toHaveLength(1)
  await runJson([...accept, '--reason', 'New supplier.', '--author', 'Ada'])
  expect(await shifts()).toMatchObject([{ id: shift?.id, state: 'closed' }])
  await runJson(baseline('--take-back', '2', '--reason', 'It was a bug.'))
  expect(await shifts()).toEqual([shift])
  const [newest, accepted] = await versions()
  expect(newest).toMatchObject({ kind: 'taken_back', reason: 'It was a bug.' })
  expect(accepted).toMatchObject({ kind: 'accepted', author: 'Ada', from: shift?.onset, takenBackBy: 3 })
  const { stdout } = await runCli(baseline())
  expect(stdout).toContain('(taken back by version 3)')
})

const refused = async (...args: string[]) => {
  const { code, stderr } = await runCli(baseline(...args, '--reason', 'x'))
  return [code, stderr.trim()]
}

test('wrong windows, versions and shifts are refused with what to do', async () => {
  expect(await refused('--choose', '2026-03-02')).toEqual([2, expect.stringContaining('takes two dates')])
  expect(await refused('--choose', '2026-13-02..2026-14-01')).toEqual([2, expect.stringContaining('from:')])
  expect(await refused('--choose', '2026-03-02..2026-03-04')).toEqual([
    2,
    expect.stringContaining('holds 3 closed days'),
  ])
  expect(await refused('--take-back', '77')).toEqual([2, expect.stringContaining('not in force')])
  expect(await refused('--accept', 'no@2026-01-01')).toEqual([
    2,
    expect.stringContaining('There is no shift'),
  ])
  expect(await refused('--accept', 'a', '--take-back', '1')).toEqual([
    2,
    expect.stringContaining('Only one of'),
  ])
})

test('a policy is tried on the past, then kept; rebuilding from the traces gives the same', async () => {
  const [shift] = await shifts()
  writeFileSync(
    policyFile,
    JSON.stringify({ unwatchedCategories: ['tool_error_silent', 'tool_error_unrecovered'] }),
  )
  const tried = await runJson(backtest('--policy', policyFile))
  expect(tried).toMatchObject({ shifts: [], gone: [shift?.id], added: [] })
  expect(await shifts()).toEqual([shift])
  expect(await runCli(backtest('--policy', policyFile, '--save'))).toMatchObject({ code: 2 })
  await runJson(backtest('--policy', policyFile, '--save', '--reason', 'Known for now.'))
  expect(await shifts()).toEqual([])
  writeFileSync(policyFile, JSON.stringify({ unwatchedCategories: [] }))
  await runJson(backtest('--policy', policyFile, '--save', '--reason', 'Watched again.'))
  expect(await shifts()).toEqual([shift])
  await runCli(['analyze', '--force', '--workspace', workspace, '--quiet'])
  expect(await shifts()).toEqual([shift])
})

test('a policy that is none is refused with the place that is wrong', async () => {
  writeFileSync(policyFile, '{"budgetDays":"soon"}')
  const { code, stderr } = await runCli(backtest('--policy', policyFile))
  expect([code, stderr]).toEqual([2, expect.stringContaining('budgetDays')])
  writeFileSync(policyFile, '{"budget":30}')
  expect(await runCli(backtest('--policy', policyFile))).toMatchObject({ code: 2 })
  expect(await runCli(backtest('--policy', join(policyFile, 'no')))).toMatchObject({ code: 1 })
})
