import { spawn } from 'node:child_process'
import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { inventSpans, repeatable } from '../testing/invented-spans.ts'
import { readLogically } from '../testing/logical-workspace.ts'
import { importInto } from '../testing/store-import.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { openReader, openWriter } from './connection.ts'
import { undoFinishedImport } from './undo-import.ts'

const CHILD = fileURLToPath(new URL('../testing/import-child.ts', import.meta.url))
const KILLS = 12
const TRACES = ['20', '140'] as const

/** Imports in a process of its own; killed with SIGKILL some moments after its `batch`th batch. Whether it was. */
function importInChild(path: string, batch: number, delayMs: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, path, ...TRACES], { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    let lines = 0
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const before = lines
      lines += text.split('\n').length - 1
      if (before < batch && lines >= batch) setTimeout(() => child.kill('SIGKILL'), delayMs)
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (signal === null && code !== 0) reject(new Error(`the child ended with ${code}: ${said}`))
      else resolve(signal === 'SIGKILL')
    })
  })
}

/** The state the child's import was left in, before anything opens the workspace for writing. */
function stateLeft(path: string): string {
  const reader = openReader(path)
  try {
    const state = reader.db
      .prepare<[], string>("SELECT state FROM import WHERE label = 'child'")
      .pluck()
      .get()
    return state ?? 'none'
  } finally {
    reader.close()
  }
}

test('an import killed at any moment leaves nothing, or all where it had ended; done again it equals one never killed', async () => {
  const path = join(temporaryFolder(), 'w.tidemark')
  const whole = join(temporaryFolder(), 'w.tidemark')
  importInto(path, 'before', { spans: inventSpans({ from: 0, to: 40 }) })
  copyFileSync(path, whole)
  const before = readLogically(path)
  expect(await importInChild(whole, Infinity, 0)).toBe(false)
  const after = readLogically(whole)
  const random = repeatable(7)
  const left: string[] = []
  for (let kill = 0; kill < KILLS; kill += 1) {
    await importInChild(path, 1 + Math.floor(random() * 13), random() * 8)
    const state = stateLeft(path)
    left.push(state)
    // Every other time the leftovers are still there when the next import begins.
    if (state !== 'done' && kill % 2 === 0) continue
    openWriter(path, { create: false }).close()
    expect(readLogically(path), `kill ${kill}, ${state}`).toEqual(state === 'done' ? after : before)
    if (state !== 'done') continue
    const writer = openWriter(path, { create: false })
    undoFinishedImport(
      writer,
      Number(writer.db.prepare("SELECT id FROM import WHERE label = 'child'").pluck().get()),
    )
    writer.close()
  }
  expect(left.filter((state) => state === 'running').length).toBeGreaterThan(KILLS / 2)
  expect(await importInChild(path, Infinity, 0)).toBe(false)
  expect(readLogically(path)).toEqual(after)
})

test('a second process that would write is told that the workspace is busy, until the first is gone', async () => {
  const path = join(temporaryFolder(), 'w.tidemark')
  const writer = openWriter(path, { create: true })
  expect(() => openWriter(path, { create: false })).toThrow(
    expect.objectContaining({ code: 'workspace_busy' }),
  )
  await expect(importInChild(path, Infinity, 0)).rejects.toThrow(/ended with 1: .*workspace_busy/s)
  writer.close()
  expect(await importInChild(path, Infinity, 0)).toBe(false)
  expect(existsSync(path)).toBe(true)
})
