import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { generateSample } from '../../sample/generate.ts'
import { openWriter } from '../../store/connection.ts'
import { readLogically } from '../logical-workspace.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { otlpLines } from './otlp-lines.ts'
import { runCli, runImport } from './run-cli.ts'

const COMMANDS = [
  ['analyze'],
  ['findings'],
  ['shifts', '--json'],
  ['query', 'SELECT 1'],
  ['export'],
  ['doctor'],
]

function exportFile(folder: string, count = 3, from = 1): string {
  const path = join(folder, `export-${from}.jsonl`)
  writeFileSync(path, otlpLines(count, from))
  return path
}

test('a workspace of a newer version is refused by every command, and not a byte of it changes', async () => {
  const folder = temporaryFolder()
  const workspace = join(folder, 'w.tidemark')
  await runImport([exportFile(folder), '--workspace', workspace])
  const db = new SQLite(workspace)
  db.pragma('user_version = 4711')
  db.close()
  const before = hash('sha256', readFileSync(workspace))
  const commands = [['import', exportFile(folder, 2, 10)], ...COMMANDS]
  for (const command of commands) {
    const { code, stdout, stderr } = await runCli([...command, '--workspace', workspace])
    expect([command[0], code]).toEqual([command[0], 1])
    expect(stdout + stderr).toMatch(/written by a newer Tidemark \(schema 4711; this one knows \d+\)/)
    expect(hash('sha256', readFileSync(workspace))).toBe(before)
  }
})

test('while another process writes, imports say so and readers go on; afterwards the import goes through', async () => {
  const folder = temporaryFolder()
  const workspace = join(folder, 'w.tidemark')
  await runImport([exportFile(folder), '--workspace', workspace])
  const holder = openWriter(workspace, { create: false })
  const more = exportFile(folder, 2, 10)
  const busy = await runCli(['import', more, '--workspace', workspace, '--json'])
  expect([busy.code, busy.stdout]).toEqual([1, ''])
  expect(busy.stderr).toContain(`Another Tidemark process is writing to ${workspace}.`)
  const read = await runCli(['query', 'SELECT count(*) FROM spans', '--workspace', workspace, '--json'])
  expect(JSON.parse(read.stdout)).toMatchObject({ rows: [[3]] })
  holder.close()
  expect((await runImport([more, '--workspace', workspace])).workspace.spans).toBe(5)
})

test('a full disk is told of, and once there is room the same import goes through', async (context) => {
  const folder = temporaryFolder()
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  context.skip(!mountSmallDisk(disk), 'a small disk cannot be mounted here')
  const workspace = join(disk, 'w.tidemark')
  await runImport([exportFile(folder), '--workspace', workspace])
  const before = readLogically(workspace)
  const large = join(folder, 'large.jsonl')
  const lines = [...generateSample({ seed: 'disk', weeks: 2, tracesPerDay: 80 })]
  writeFileSync(large, lines.map((line) => `${line}\n`).join(''))
  const full = await runCli(['import', large, '--workspace', workspace, '--json'])
  expect([full.code, full.stdout]).toEqual([1, ''])
  expect(full.stderr).toContain('The disk is full. Nothing was changed')
  expect(await spanCount(workspace)).toBe(3)
  expect(readLogically(workspace)).toEqual(before)
  expect(succeeds('mount', '-o', 'remount,size=200m', disk)).toBe(true)
  const { sources } = await runImport([large, '--workspace', workspace])
  expect(sources[0]?.accepted).toBeGreaterThan(1000)
})

/** A disk of 4 MB in memory; false where this user may not mount one. */
function mountSmallDisk(path: string): boolean {
  if (!succeeds('mount', '-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', path)) return false
  onTestFinished(() => void succeeds('umount', '-l', path))
  return true
}

function succeeds(command: string, ...args: string[]): boolean {
  return spawnSync(command, args).status === 0
}

async function spanCount(workspace: string): Promise<unknown> {
  const { stdout } = await runCli(['query', 'SELECT count(*) FROM spans', '--workspace', workspace, '--json'])
  return (JSON.parse(stdout) as { rows: unknown[][] }).rows[0]?.[0]
}

test('one file is all there is to copy: no log of SQLite stays beside the workspace', async () => {
  const folder = temporaryFolder()
  const workspace = join(folder, 'w.tidemark')
  await runImport([exportFile(folder), '--workspace', workspace])
  for (const command of COMMANDS.slice(0, 4)) await runCli([...command, '--workspace', workspace])
  expect(readdirSync(folder).toSorted()).toEqual(['export-1.jsonl', 'w.tidemark', 'w.tidemark-lock'])
})
