import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { fetchRuntime } from './fetch-runtime.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidemark-fetch-'))
})

/** Runs a stand-in for electron's installer; it finds its temporary folder as the real one does. */
async function fetchWith(installer: string, stallMs = 20_000) {
  const script = join(folder, 'install.cjs')
  writeFileSync(script, `const fs = require('fs'), os = require('os'), path = require('path')\n${installer}`)
  const seen: number[] = []
  const outcome = await fetchRuntime({
    node: process.execPath,
    script,
    unpacked: join(folder, 'dist'),
    stallMs,
    lookMs: 10,
    onProgress: (bytes) => seen.push(bytes),
  })
  return { outcome, seen }
}

test('a runtime that arrives is reported as it grows', async () => {
  const { outcome, seen } = await fetchWith(`
    const file = path.join(os.tmpdir(), 'electron.zip')
    let parts = 0
    const timer = setInterval(() => {
      fs.appendFileSync(file, Buffer.alloc(1000))
      if (++parts === 5) clearInterval(timer)
    }, 60)`)
  expect(outcome).toBeNull()
  expect(seen.length).toBeGreaterThan(1)
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
})

test('one that stops arriving is given up, and its installer is ended', async () => {
  const { outcome } = await fetchWith(
    `fs.writeFileSync(${JSON.stringify(join(folder, 'pid'))}, String(process.pid)); setInterval(() => {}, 1000)`,
    3000,
  )
  expect(outcome).toBe('no data for 3 s')
  expect(() => process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 0)).toThrow('ESRCH')
})

test('the reason of an installer that fails is told in one line', async () => {
  const { outcome } = await fetchWith(
    `console.error('Error: getaddrinfo ENOTFOUND\\n  at x'); process.exit(1)`,
  )
  expect(outcome).toBe('Error: getaddrinfo ENOTFOUND')
})

test('its temporary folder is removed', async () => {
  const mark = join(folder, 'where')
  await fetchWith(`fs.writeFileSync(${JSON.stringify(mark)}, os.tmpdir())`)
  expect(existsSync(readFileSync(mark, 'utf8'))).toBe(false)
})
