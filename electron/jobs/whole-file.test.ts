import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createGzip, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { writeFileWhole } from './whole-file.ts'

test('the file is there once all of it is, packed on the way where asked for', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'a.txt.gz')
  function* chunks(): Generator<string> {
    yield 'one '
    expect(readdirSync(folder)).not.toContain('a.txt.gz')
    yield 'two'
  }
  await writeFileWhole(path, chunks(), { through: createGzip() })
  expect(gunzipSync(readFileSync(path)).toString()).toBe('one two')
  expect(readdirSync(folder)).toEqual(['a.txt.gz'])
})

function* failing(): Generator<string> {
  yield 'x'
  throw new Error('midway')
}

test('what fails or is cancelled midway leaves the file that was there before', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'a.txt')
  await writeFileWhole(path, ['before'])
  await expect(writeFileWhole(path, failing())).rejects.toThrow('midway')
  const controller = new AbortController()
  async function* endless(): AsyncGenerator<string> {
    for (let number = 0; ; number++) {
      if (number === 10) controller.abort()
      yield 'x'.repeat(100_000)
    }
  }
  await expect(writeFileWhole(path, endless(), { signal: controller.signal })).rejects.toMatchObject({
    code: 'cancelled',
  })
  expect(readFileSync(path, 'utf8')).toBe('before')
  expect(readdirSync(folder)).toEqual(['a.txt'])
})

test('where it cannot be written, the reason is a sentence', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'taken'))
  await expect(writeFileWhole(join(folder, 'none', 'a.txt'), ['x'])).rejects.toMatchObject({
    code: 'file_unwritable',
    details: { why: 'there is no such folder' },
  })
  await expect(writeFileWhole(join(folder, 'taken'), ['x'])).rejects.toMatchObject({
    code: 'file_unwritable',
    details: { why: 'it is a folder' },
  })
})
