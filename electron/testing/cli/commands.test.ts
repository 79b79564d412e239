import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CATEGORIES } from '../../analysis/registry.ts'
import { generateSample } from '../../sample/generate.ts'
import { readLogically } from '../logical-workspace.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { place, sampleFile } from './export-place.ts'
import { otlpLines } from './otlp-lines.ts'
import { runCli, runImport, runJson } from './run-cli.ts'

test('analyze, findings and shifts print the documented shapes', async () => {
  const { workspace, folder } = place()
  await runImport([sampleFile(folder), '--workspace', workspace])
  const analysed = (await runJson(['analyze', '--workspace', workspace])) as {
    categories: Record<string, unknown>[]
    shifts: unknown[]
  }
  expect(Object.keys(analysed).toSorted()).toEqual(['categories', 'shifts'])
  expect(analysed.categories.map(({ id }) => id)).toEqual(CATEGORIES.map(({ id }) => id))
  expect(Object.keys(analysed.categories[0] ?? {}).toSorted()).toEqual(
    ['id', 'version', 'class', 'fired', 'notFired', 'notEvaluable'].toSorted(),
  )
  const { stdout } = await runCli(['findings', '--workspace', workspace])
  const findings = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(findings.length).toBeGreaterThan(20)
  const known = new Set(['traceId', 'spanId', 'blameSpanId', 'category', 'version', 'evidence'])
  for (const finding of findings) {
    expect(Object.keys(finding).filter((key) => !known.has(key))).toEqual([])
    for (const proof of finding.evidence as object[])
      expect(Object.keys(proof).toSorted()).toEqual(['path', 'spanId', 'text'])
  }
  const one = findings[0]?.traceId as string
  const some = await runCli(['findings', '--filter', `trace:${one}`, '--workspace', workspace])
  expect(some.stdout.trimEnd().split('\n').length).toBe(
    findings.filter(({ traceId }) => traceId === one).length,
  )
  expect(await runJson(['shifts', '--workspace', workspace])).toEqual(analysed.shifts)

  const only = (await runJson([
    'analyze',
    '--only',
    'tool_error,timeout',
    '--force',
    '--workspace',
    workspace,
  ])) as typeof analysed
  expect(only.categories).toEqual(
    analysed.categories.filter(({ id }) => id === 'tool_error' || id === 'timeout'),
  )
})

test('--strict ends with 3 where a category could be judged nowhere', async () => {
  const { workspace, file } = place()
  await runImport([file, '--workspace', workspace])
  const strict = await runCli(['analyze', '--strict', '--workspace', workspace, '--json'])
  const lenient = await runCli(['analyze', '--workspace', workspace, '--json'])
  expect([strict.code, lenient.code]).toEqual([3, 0])
})

test('query prints columns, rows and whether there are more', async () => {
  const { workspace, file } = place()
  await runImport([file, '--workspace', workspace])
  const sql = 'SELECT trace_id, status FROM traces ORDER BY 1'
  const answer = await runJson(['query', sql, '--limit', '2', '--workspace', workspace])
  expect(answer).toEqual({
    columns: ['trace_id', 'status'],
    rows: [1, 2].map((trace) => [String(trace).padStart(32, '0'), 'unset']),
    more: true,
  })
})

test('export writes the filtered traces whole or not at all, and says what it wrote', async () => {
  const { workspace, file, folder } = place()
  await runImport([file, '--workspace', workspace])
  const out = join(folder, 'out.jsonl')
  const filter = `trace:${'2'.padStart(32, '0')}`
  expect(await runJson(['export', '--filter', filter, '--out', out, '--workspace', workspace])).toEqual({
    path: out,
    traces: 1,
    spans: 1,
  })
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  const piped = await runCli(['export', '--filter', filter, '--workspace', workspace])
  expect(piped.stdout).toBe(readFileSync(out, 'utf8'))
  const failed = await runCli([
    'export',
    '--out',
    join(folder, 'none', 'out.jsonl'),
    '--workspace',
    workspace,
  ])
  expect([failed.code, failed.stderr]).toEqual([
    1,
    expect.stringMatching(/out\.jsonl cannot be written: there is no such folder/),
  ])
})

test('doctor tells of a source that was changed since it was imported', async () => {
  const { workspace, file, folder } = place()
  await runImport([file, '--workspace', workspace])
  const sound = (await runJson(['doctor', '--verify', '--workspace', workspace])) as {
    ok: boolean
    checks: object[]
  }
  expect(sound.ok).toBe(true)
  expect(sound.checks.map((check) => Object.keys(check).toSorted())).toEqual(
    sound.checks.map(() => ['detail', 'name', 'ok']),
  )
  writeFileSync(file, otlpLines(4))
  const changed = await runCli(['doctor', '--verify', '--workspace', workspace])
  expect(changed.code).toBe(1)
  expect(changed.stdout).toContain(`FAIL  ${file}: changed since it was imported`)
  // Without being asked it looks at the workspace alone, and it never makes one.
  expect((await runCli(['doctor', '--workspace', workspace])).code).toBe(0)
  expect((await runCli(['doctor', '--workspace', join(folder, 'none.tidemark')])).code).toBe(0)
  expect(existsSync(join(folder, 'none.tidemark'))).toBe(false)
})

test('backtest answers every world with a line and names the line that is none', async () => {
  const days = Array.from({ length: 40 }, (_, day) => ({
    date: new Date(Date.UTC(2026, 0, 5 + day)).toISOString().slice(0, 10),
    n: [200],
    k: [[day >= 30 ? 120 : 6]],
  }))
  const world = { id: 'w1', baselineDays: 28, categories: ['c'], segments: ['s'], days }
  const { folder } = place()
  const file = join(folder, 'counts.jsonl')
  writeFileSync(file, `${JSON.stringify(world)}\n\n${JSON.stringify({ ...world, id: 'w2' })}\n`)
  const { code, stdout } = await runCli(['backtest', '--counts', file])
  expect(code).toBe(0)
  const answers = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; alerts: { category: string }[] })
  expect(answers.map(({ id }) => id)).toEqual(['w1', 'w2'])
  expect(answers[0]?.alerts[0]).toMatchObject({ category: 'c' })
  const broken = await runCli(['backtest', '--counts', '-'], {
    input: `${JSON.stringify(world)}\n{"id":1}\n`,
  })
  expect(broken.code).toBe(1)
  expect(broken.stderr).toMatch(/Standard input cannot be read: line 2 holds no world of counts/)
})

test('sample writes the same export for the same seed, packed by its name, and never over a workspace', async () => {
  const { folder } = place()
  const options = ['--weeks', '1', '--traces-per-day', '5', '--seed', 'x']
  const { stdout } = await runCli(['sample', ...options])
  expect(stdout).toBe(
    [...generateSample({ seed: 'x', weeks: 1, tracesPerDay: 5 })].map((line) => `${line}\n`).join(''),
  )
  const packed = join(folder, 'sample.jsonl.zst')
  expect(await runJson(['sample', ...options, '--out', packed])).toEqual({ path: packed })
  const { sources } = await runImport([packed, '--dry-run', '--workspace', join(folder, 'none.tidemark')])
  expect(sources[0]).toMatchObject({ format: 'otlp-json', rejected: 0, skipped: 0 })
  const workspace = join(folder, 'sample.tidemark')
  expect((await runCli(['sample', ...options, '--out', workspace])).code).toBe(0)
  expect(readLogically(workspace).traces).toHaveLength(sources[0]?.traces ?? 0)
  const again = await runCli(['sample', ...options, '--out', workspace])
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('there is such a file already')])
})

test.each([
  [['import']],
  [['imprt', 'x']],
  [['import', 'x', '--sample', '1.5']],
  [['import', 'x', '--format', 'nope']],
  [['import', 'x', '--unknown']],
  [['analyze', '--only', 'tool_error,nope']],
  [['findings', '--filter', 'agent:(']],
  [['query', 'SELECT 1', '--limit', '0']],
  [['export', '--format', 'pdf']],
  [['export', '--redact', 'email']],
  [['export', '--format', 'csv', '--redact', 'emails']],
  [['backtest', '--save']],
  [['serve', '--port', '99999']],
  [['sample', '--weeks', 'many']],
])('wrong usage ends with 2 and a word on what is right: %j', async (args) => {
  const { workspace } = place()
  const workspaceArgs = args[0] === 'imprt' ? [] : ['--workspace', workspace]
  const { code, stdout, stderr } = await runCli([...args, ...workspaceArgs])
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).not.toMatch(/\n\s+at /)
  expect(stderr.length).toBeGreaterThan(10)
})

test('--quiet says nothing but what was asked for', async () => {
  const { workspace, file } = place()
  const quiet = ['--workspace', workspace, '--quiet']
  expect(await runCli(['import', file, ...quiet])).toMatchObject({ code: 0, stdout: '', stderr: '' })
  expect(await runCli(['analyze', ...quiet])).toMatchObject({ code: 0, stdout: '', stderr: '' })
  expect(await runCli(['query', 'SELECT 1 AS one', ...quiet])).toMatchObject({
    stdout: 'one\n1\n',
    stderr: '',
  })
})

test('without --workspace it is the last one opened; one that could not be opened is not remembered', async () => {
  const { workspace, file, folder } = place()
  const home = temporaryFolder()
  await runImport([file, '--workspace', workspace], { home })
  expect((await runCli(['import', file, '--workspace', file], { home })).code).toBe(1)
  await runCli(['doctor', '--workspace', join(folder, 'other.tidemark')], { home })
  const { rows } = (await runJson(['query', 'SELECT count(*) FROM traces'], { home })) as { rows: unknown }
  expect(rows).toEqual([[3]])
})

test('a reader that has seen enough, as head does, is no failure', async () => {
  const { stdout, code, stderr } = await runCli(['sample', '--weeks', '4'], {
    onStart: (child) => child.stdout?.once('data', () => child.stdout?.destroy()),
  })
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout.length).toBeGreaterThan(0)
})
