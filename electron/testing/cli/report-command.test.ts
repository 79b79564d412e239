import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reportDocumentSchema } from '../../../shared/model/report-document.ts'
import { place, sampleFile } from './export-place.ts'
import { runCli, runImport, runJson } from './run-cli.ts'

test('a report of the sample tells its shift with the spans behind it, in every format, twice the same', async () => {
  const { workspace, folder } = place()
  await runImport([sampleFile(folder, 8, 40), '--workspace', workspace])
  await runJson(['analyze', '--workspace', workspace])
  const [shift] = (await runJson(['shifts', '--workspace', workspace])) as { id: string; sentence: string }[]
  const write = async (name: string, ...more: string[]): Promise<Buffer> => {
    const out = join(folder, name)
    const told = (await runJson(['report', '--out', out, '--workspace', workspace, ...more])) as {
      path: string
      bytes: number
    }
    const written = readFileSync(told.path)
    expect(told.bytes).toBe(written.length)
    return written
  }
  const json = await write('first.json', '--title', 'Monday')
  const document = reportDocumentSchema.parse(JSON.parse(json.toString()))
  expect(document.title).toBe('Monday')
  const html = (await write('first.html', '--title', 'Monday')).toString()
  expect(html).toContain(shift?.sentence.slice(0, 40))
  expect(html).toContain('The spans behind it')
  expect((await write('first.md')).toString()).toContain('## What shifted')

  const again = ['--from', join(folder, 'first.json')]
  expect(await write('again.json', ...again)).toEqual(json)
  expect((await write('again.html', ...again)).toString()).toBe(html)
  const zip = await write('tables.csv')
  expect(zip.subarray(0, 2).toString()).toBe('PK')
  expect(existsSync(join(folder, 'tables.csv.zip'))).toBe(true)

  const weekly = (await write('week.md', '--template', 'weekly')).toString()
  expect(weekly).toContain('## Noticed, no alert')
  const compared = (await write('two.md', '--compare', 'agent:booking', '-agent:booking')).toString()
  expect(compared).toContain('## Comparison')
  const one = (await write('one.md', '--shift', shift?.id ?? '', '--redact', 'none')).toString()
  expect(one).toContain('Nothing was redacted')
})

test('what cannot be written or read again is said, and nothing is left behind', async () => {
  const { workspace, folder } = place()
  const run = (...args: string[]) => runCli(['report', '--workspace', workspace, ...args])
  const wrong = await run('--out', join(folder, 'report.docx'))
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('.html, .pdf, .md, .json, .csv')])
  const one = await run('--out', join(folder, 'r.md'), '--compare', 'agent:a')
  expect([one.code, one.stderr]).toEqual([2, expect.stringContaining('two filters')])
  writeFileSync(join(folder, 'no.json'), '{"sections":[{"kind":"poem"}]}')
  const from = await run('--out', join(folder, 'r.md'), '--from', join(folder, 'no.json'))
  expect([from.code, from.stderr]).toEqual([1, expect.stringContaining('no request of a report')])
  const far = await run('--out', join(folder, 'nowhere', 'r.md'))
  expect([far.code, far.stderr]).toEqual([1, expect.stringContaining('there is no such folder')])
  expect(existsSync(join(folder, 'r.md'))).toBe(false)
})
