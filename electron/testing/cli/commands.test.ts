import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CATEGORIES } from '../../analysis/registry.ts'
import { generateSample } from '../../sample/generate.ts'
import { readLogically } from '../logical-workspace.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { otlpLine, otlpLines } from './otlp-lines.ts'
import { runCli, runImport, runJson } from './run-cli.ts'

const SOURCE_KEYS = [
  'path',
  'sha256',
  'format',
  'bytes',
  'traces',
  'spans',
  'scores',
  'read',
  'accepted',
  'rejected',
  'skipped',
  'duplicates',
  'seconds',
  'problems',
].toSorted()

interface Place {
  folder: string
  workspace: string
  file: string
}

/** A folder with an export of three traces and the name of a workspace that is not there yet. */
function place(content = otlpLines(3)): Place {
  const folder = temporaryFolder()
  const file = join(folder, 'march.export.jsonl')
  writeFileSync(file, content)
  return { folder, workspace: join(folder, 'w.tidemark'), file }
}

/** The sample for three weeks: enough to fire, too little to be watched. */
function sampleFile(folder: string, weeks = 3, tracesPerDay = 20): string {
  const file = join(folder, 'sample.jsonl')
  const lines = [...generateSample({ seed: 'commands', weeks, tracesPerDay })]
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''))
  return file
}

test('import --json prints the documented shape and nothing else', async () => {
  const { workspace, file } = place()
  const { code, stdout, stderr } = await runCli(['import', file, '--workspace', workspace, '--json'])
  expect([code, stderr]).toEqual([0, ''])
  const printed = JSON.parse(stdout) as Record<string, unknown>
  expect(Object.keys(printed).toSorted()).toEqual(['sources', 'workspace'])
  expect(printed.workspace).toEqual({ traces: 3, spans: 3, scores: 0, findings: 0 })
  const [source] = printed.sources as Record<string, unknown>[]
  expect(Object.keys(source ?? {}).toSorted()).toEqual(SOURCE_KEYS)
  expect(source).toMatchObject({ path: file, format: 'otlp-json', traces: 3, spans: 3, problems: [] })
})

test('standard input is imported under its own name, or under the label it is given', async () => {
  const { workspace } = place()
  await runImport(['-', '--workspace', workspace], { input: otlpLines(2) })
  await runImport(['-', '--workspace', workspace, '--label', 'april'], { input: otlpLines(2, 10) })
  const { rows } = (await runJson([
    'query',
    'SELECT DISTINCT label, file FROM imports ORDER BY 1',
    '--workspace',
    workspace,
  ])) as { rows: unknown }
  expect(rows).toEqual([
    ['april', 'standard input'],
    ['standard input', 'standard input'],
  ])
})

test('the label of an import is the file name without its extensions', async () => {
  const { workspace, file } = place()
  await runImport([file, '--workspace', workspace])
  const { rows } = (await runJson(['query', 'SELECT label FROM imports', '--workspace', workspace])) as {
    rows: unknown
  }
  expect(rows).toEqual([['march']])
})

test('a format that is named takes the place of detection', async () => {
  const { workspace, file } = place('\n'.repeat(3000) + otlpLines(1))
  const wrong = await runCli(['import', file, '--format', 'jaeger', '--workspace', workspace, '--json'])
  expect(wrong.code).toBe(3)
  const right = await runImport([file, '--format', 'otlp-json', '--workspace', workspace])
  expect(right.sources[0]).toMatchObject({ format: 'otlp-json', spans: 1 })
})

test('--dry-run reports what an import would bring, and leaves no file behind', async () => {
  const { workspace, file, folder } = place(`${otlpLines(3)}${otlpLine(1)}\nbroken\n`)
  const before = readdirSync(folder)
  const looked = await runCli(['import', file, '--dry-run', '--workspace', workspace, '--json'])
  expect(readdirSync(folder)).toEqual(before)
  const done = await runCli(['import', file, '--workspace', workspace, '--json'])
  expect([looked.code, done.code]).toEqual([3, 3])
  const counts = (text: string): unknown =>
    (JSON.parse(text) as { sources: Record<string, unknown>[] }).sources.map(
      ({ seconds: _seconds, ...source }) => source,
    )
  expect(counts(looked.stdout)).toEqual(counts(done.stdout))
  expect(JSON.parse(looked.stdout)).toMatchObject({ workspace: { traces: 0, spans: 0 } })
})

test('--dry-run leaves a workspace that is there as it is', async () => {
  const { workspace, file, folder } = place()
  await runImport([file, '--workspace', workspace])
  const bytes = readFileSync(workspace)
  const more = join(folder, 'more.jsonl')
  writeFileSync(more, otlpLines(2, 10))
  const { stdout } = await runCli(['import', more, '--dry-run', '--workspace', workspace])
  expect(stdout).toContain('Nothing was written. An empty workspace would get 2 traces, 2 spans.')
  expect(readFileSync(workspace).equals(bytes)).toBe(true)
})

test('--sample keeps whole sessions, the same ones from a file, a pipe, and in a larger share', async () => {
  // Only the roots name their session, and they come after their children.
  const lines: string[] = []
  for (let trace = 1; trace <= 300; trace++) {
    const root = 10 * trace
    lines.push(otlpLine(root + 1, { trace, parent: root }), otlpLine(root + 2, { trace, parent: root }))
    lines.push(otlpLine(root, { trace, sessionId: `session ${Math.ceil(trace / 3)}` }))
  }
  const content = lines.map((line) => `${line}\n`).join('')
  const { file, folder } = place(content)
  const kept = async (share: string, args: string[], input?: string): Promise<string[]> => {
    const workspace = join(folder, `${share}-${args.join('').length}.tidemark`)
    const { sources } = await runImport([...args, '--sample', share, '--workspace', workspace], { input })
    expect(sources[0]).toMatchObject({ read: 900, rejected: 0 })
    const sql = 'SELECT session_id, count(*), sum(span_count) FROM traces GROUP BY 1 ORDER BY 1'
    const { rows } = (await runJson(['query', sql, '--workspace', workspace])) as { rows: unknown[][] }
    for (const row of rows) expect(row.slice(1)).toEqual([3, 9])
    expect(sources[0]?.skipped).toBe(900 - 9 * rows.length)
    expect(sources[0]?.problems[0]?.reason).toBe('It belongs to a session that the sample leaves out.')
    return rows.map(([session]) => String(session))
  }
  const third = await kept('0.3', [file])
  expect(third.length).toBeGreaterThan(15)
  expect(third.length).toBeLessThan(45)
  expect(await kept('0.3', ['-'], content)).toEqual(third)
  expect(await kept('0.6', [file])).toEqual(expect.arrayContaining(third))
})

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
  [['backtest']],
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

/** Less than a batch of spans takes up. */
const BATCH_BYTES = 1024 * 1024

test('Ctrl+C cancels an import and takes back what it wrote', async () => {
  const { workspace, file, folder } = place()
  await runImport([file, '--workspace', workspace])
  const before = readLogically(workspace)
  const { code, stdout, stderr } = await runCli(
    ['import', sampleFile(folder, 20, 100), '--workspace', workspace, '--json'],
    {
      // SQLite's log grows with the first batch that is committed.
      onStart: (child) => {
        const timer = setInterval(() => {
          const log = statSync(`${workspace}-wal`, { throwIfNoEntry: false })
          if (!log || log.size < BATCH_BYTES) return
          clearInterval(timer)
          child.kill('SIGINT')
        }, 20)
      },
    },
  )
  expect([code, stdout, stderr]).toEqual([1, '', 'tidemark: Cancelled; nothing was changed.\n'])
  expect(readLogically(workspace)).toEqual(before)
})
