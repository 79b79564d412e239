import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { runDoctor, type DoctorCheck } from './doctor.ts'
import { runImport } from './jobs/import-job.ts'
import { openWriter } from './store/connection.ts'
import { otlpLines } from './testing/cli/otlp-lines.ts'
import { makeZip } from './testing/make-archive.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const CONTEXT = { progress: () => undefined, checkCancelled: () => undefined }

async function importInto(workspacePath: string, ...paths: string[]): Promise<void> {
  const rest = { label: null, format: null, mapping: null, isSample: false, sample: null, dryRun: false }
  await runImport({ workspacePath, paths, ...rest }, CONTEXT)
}

async function sourceChecks(workspace: string): Promise<Pick<DoctorCheck, 'name' | 'ok'>[]> {
  const checks = await runDoctor(workspace, true)
  const at = checks.findIndex(({ name }) => name === 'sources')
  return checks.slice(at).map(({ name, ok }) => ({ name, ok }))
}

function zipOf(first: string): Buffer {
  return makeZip([
    { name: 'one.jsonl', content: first },
    { name: 'two.jsonl', content: otlpLines(1, 40) },
  ])
}

test('plain, packed and archived sources are hashed again, each as a person would', async () => {
  const folder = temporaryFolder()
  const workspace = join(folder, 'w.tidemark')
  const [plain, packed, archive] = ['a.jsonl', 'b.jsonl.gz', 'c.zip'].map((name) => join(folder, name))
  writeFileSync(plain!, otlpLines(2))
  writeFileSync(packed!, gzipSync(otlpLines(2, 10)))
  writeFileSync(archive!, zipOf(otlpLines(1, 30)))
  await importInto(workspace, plain!, packed!, archive!)
  expect(await sourceChecks(workspace)).toEqual([{ name: 'sources', ok: true }])

  writeFileSync(packed!, gzipSync(otlpLines(2, 11)))
  writeFileSync(archive!, zipOf(otlpLines(1, 31)))
  expect(await sourceChecks(workspace)).toEqual([
    { name: 'sources', ok: false },
    { name: packed, ok: false },
    { name: `${archive}!one.jsonl`, ok: false },
  ])
})

test('a file that grew and was imported again is as it was imported; one that is gone cannot be told', async () => {
  const folder = temporaryFolder()
  const workspace = join(folder, 'w.tidemark')
  const [growing, leaving] = ['a.jsonl', 'b.jsonl'].map((name) => join(folder, name))
  writeFileSync(growing!, otlpLines(2))
  writeFileSync(leaving!, otlpLines(2, 10))
  await importInto(workspace, growing!, leaving!)
  writeFileSync(growing!, otlpLines(3))
  await importInto(workspace, growing!)
  rmSync(leaving!)
  const checks = await runDoctor(workspace, true)
  expect(checks.find(({ name }) => name === 'sources')).toEqual({
    name: 'sources',
    ok: true,
    detail: '1 source as imported, 0 changed since, 1 no longer there',
  })
})

test('a content that was changed behind the back of SQLite is found', async () => {
  const folder = temporaryFolder()
  const workspace = join(folder, 'w.tidemark')
  const file = join(folder, 'a.jsonl')
  writeFileSync(file, otlpLines(3))
  await importInto(workspace, file)
  const writer = openWriter(workspace, { create: false })
  writer.db
    .prepare('UPDATE content SET hash = zeroblob(length(hash)) WHERE id = (SELECT min(id) FROM content)')
    .run()
  const contents = Number(writer.db.prepare('SELECT count(*) FROM content').pluck().get())
  writer.close()
  const check = (await runDoctor(workspace, true)).find(({ name }) => name === 'contents')
  expect(check).toMatchObject({
    ok: contents === 0,
    detail: `${contents} hashed again, ${contents > 0 ? 1 : 0} differ`,
  })
})

test('what is no workspace is a failed check, and what is missing is not made', async () => {
  const folder = temporaryFolder()
  const letter = join(folder, 'letter.txt')
  writeFileSync(letter, 'Dear all')
  expect((await runDoctor(letter, true)).at(-1)).toMatchObject({ name: 'workspace', ok: false })
  const missing = join(folder, 'w.tidemark')
  expect((await runDoctor(missing, true)).every(({ ok }) => ok)).toBe(true)
  expect(existsSync(missing)).toBe(false)
})
