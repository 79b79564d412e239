import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { importLabel, pathsTotal, walkPaths } from './import-paths.ts'

test.each([
  [['/data/march.jsonl'], 'march'],
  [['/data/march.export.jsonl.gz'], 'march'],
  [['/data/2026-03-02.v1.5.json'], '2026-03-02.v1.5'],
  [['/data/traces.d'], 'traces'],
  [['/data/.hidden'], '.hidden'],
  [['-'], 'standard input'],
  [['/data/a.json', '/data/b.json'], 'a and 1 more'],
])('the import of %j is called %s', (paths, label) => {
  expect(importLabel(paths)).toBe(label)
})

async function* nothing(): AsyncGenerator<Uint8Array> {}

test('every source is met once, however often it is named, and a path that is missing is one that says so', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'inner'))
  const [a, b] = [join(folder, 'a.txt'), join(folder, 'inner', 'b.txt')]
  for (const path of [a, b]) writeFileSync(path, 'text')
  const found: [string, boolean][] = []
  for await (const { source, named } of walkPaths([a, folder, b, join(folder, 'gone')], nothing))
    found.push([source.path, named])
  expect(found).toEqual([
    [a, true],
    [b, false],
    [join(folder, 'gone'), true],
  ])
})

test('bytes consumed never fall and end at the bytes there are', async () => {
  const folder = temporaryFolder()
  for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, name), name.repeat(1000))
  let last = 0
  for await (const { source, bytesDone } of walkPaths([folder], nothing)) {
    for await (const _ of source.bytes()) {
      expect(bytesDone()).toBeGreaterThan(last)
      last = bytesDone()
    }
  }
  expect(last).toBe(await pathsTotal([folder]))
  expect(await pathsTotal([folder, '-'])).toBeNull()
})
