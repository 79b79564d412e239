import { spawn } from 'node:child_process'
import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { inventSpans, repeatable } from '../testing/invented-spans.ts'
import { readLogically } from '../testing/logical-workspace.ts'
import { importInto } from '../testing/store-import.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { openWriter } from './connection.ts'

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

test('an import killed at any moment leaves nothing, and done again equals one that was never killed', async () => {
  const path = join(temporaryFolder(), 'w.tidemark')
  const whole = join(temporaryFolder(), 'w.tidemark')
  importInto(path, 'before', { spans: inventSpans({ from: 0, to: 40 }) })
  copyFileSync(path, whole)
  const before = readLogically(path)
  const random = repeatable(7)
  let killed = 0
  for (let kill = 0; kill < KILLS; kill += 1) {
    if (await importInChild(path, 1 + Math.floor(random() * 13), random() * 8)) killed += 1
    else break
    // Every other time the leftovers are still there when the next import begins.
    if (kill % 2 === 0) continue
    openWriter(path, { create: false }).close()
    expect(readLogically(path)).toEqual(before)
  }
  expect(killed).toBe(KILLS)
  expect(await importInChild(path, Infinity, 0)).toBe(false)
  expect(await importInChild(whole, Infinity, 0)).toBe(false)
  expect(readLogically(path)).toEqual(readLogically(whole))
})

test('a second process that would write is told that the workspace is busy, until the first is gone', async () => {
  const path = join(temporaryFolder(), 'w.tidemark')
  const writer = openWriter(path, { create: true })
  expect(() => openWriter(path, { create: false })).toThrow(expect.objectContaining({ code: 'workspace_busy' }))
  await expect(importInChild(path, Infinity, 0)).rejects.toThrow(/ended with 1: .*workspace_busy/s)
  writer.close()
  expect(await importInChild(path, Infinity, 0)).toBe(false)
  expect(existsSync(path)).toBe(true)
})
