import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLogically } from '../logical-workspace.ts'
import { place, sampleFile } from './export-place.ts'
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

/** The sources of a report, without how long they took. */
function untimed(text: string): unknown {
  const { sources } = JSON.parse(text) as { sources: Record<string, unknown>[] }
  return sources.map(({ seconds: _seconds, ...source }) => source)
}

test('--dry-run reports what an import would bring, and leaves no file behind', async () => {
  const { workspace, file, folder } = place(`${otlpLines(3)}${otlpLine(1)}\nbroken\n`)
  const before = readdirSync(folder)
  const looked = await runCli(['import', file, '--dry-run', '--workspace', workspace, '--json'])
  expect(readdirSync(folder)).toEqual(before)
  const done = await runCli(['import', file, '--workspace', workspace, '--json'])
  expect([looked.code, done.code]).toEqual([3, 3])
  expect(untimed(looked.stdout)).toEqual(untimed(done.stdout))
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

/** Less than a batch of spans takes up. */
const BATCH_BYTES = 1024 * 1024

test('Ctrl+C cancels an import and takes back what it wrote', async () => {
  const { workspace, file, folder } = place()
  await runImport([file, '--workspace', workspace])
  const before = readLogically(workspace)
  const { code, stdout, stderr } = await runCli(
    ['import', sampleFile(folder, 8, 100), '--workspace', workspace, '--json'],
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
