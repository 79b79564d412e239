import { mkdir, mkdtemp, readdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { beforeEach, expect, test } from 'vitest'
import { createUploads } from './uploads.ts'

let parent: string
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'tidemark-test-'))
})

test('only what an upload returned can be resolved', async () => {
  const uploads = await createUploads(parent)
  const id = await uploads.receive('a.jsonl', Readable.from(['x']))
  for (const reference of ['/etc/passwd', 'upload:', `${id}0`, id.toUpperCase(), 'upload:../../etc/passwd'])
    expect(() => uploads.resolve(reference)).toThrow('a page can only open files it has uploaded')
  expect(uploads.resolve(id)).toMatch(/a\.jsonl$/)
  await uploads.close()
})

test('an upload that breaks off leaves nothing', async () => {
  const uploads = await createUploads(parent)
  const broken = Readable.from(
    (async function* () {
      yield 'half'
      await Promise.resolve()
      throw new Error('gone')
    })(),
  )
  await expect(uploads.receive('a.jsonl', broken)).rejects.toThrow('gone')
  const [folder = ''] = await readdir(parent)
  expect(await readdir(join(parent, folder))).toEqual([])
  await uploads.close()
})

test('a released upload is removed, the others stay', async () => {
  const uploads = await createUploads(parent)
  const [first, second] = [
    await uploads.receive('same.jsonl', Readable.from(['1'])),
    await uploads.receive('same.jsonl', Readable.from(['2'])),
  ]
  const path = uploads.resolve(first)
  await uploads.release(first)
  await expect(stat(path)).rejects.toThrow('ENOENT')
  expect(() => uploads.resolve(first)).toThrow('cannot be read')
  expect((await stat(uploads.resolve(second))).size).toBe(1)
  await uploads.close()
  expect(await readdir(parent)).toEqual([])
})

test('what a killed host left is removed at the next start, what a living one holds is not', async () => {
  const living = await createUploads(parent)
  // No process has this number: it is above what Linux hands out.
  await mkdir(join(parent, 'tidemark-uploads-2147483000-abc'))
  await mkdir(join(parent, 'tidemark-uploads-of-mine'))
  const next = await createUploads(parent)
  const names = await readdir(parent)
  expect(names).toContain('tidemark-uploads-of-mine')
  expect(names.filter((name) => name.startsWith(`tidemark-uploads-${process.pid}-`))).toHaveLength(2)
  expect(names).toHaveLength(3)
  await living.close()
  await next.close()
})
