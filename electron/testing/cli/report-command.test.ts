import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reportDocumentSchema } from '../../../shared/model/report-document.ts'
import { place, sampleFile } from './export-place.ts'
import { runCli, runImport, runJson } from './run-cli.ts'

test('a report of the sample tells its shift with the spans behind it, and is made again to the byte', async () => {
  const { workspace, folder } = place()
  await runImport([sampleFile(folder, 8, 40), '--workspace', workspace])
  const analysed = (await runJson(['analyze', '--workspace', workspace])) as {
    shifts: { id: string; sentence: string }[]
  }
  const [shift] = analysed.shifts
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
  expect(html).toContain(shift?.sentence.slice(0, 30))
  expect(html).toContain('The spans behind it')
  expect((await write('again.html', '--from', join(folder, 'first.json'))).toString()).toBe(html)

  expect((await write('tables.csv')).subarray(0, 2).toString()).toBe('PK')
  expect(existsSync(join(folder, 'tables.csv.zip'))).toBe(true)
  const weekly = (await write('week.md', '--template', 'weekly', '--shift', shift?.id ?? '')).toString()
  expect(weekly).toContain('## Noticed, no alert')
  const sides = ['--compare=agent:booking', '--compare=-agent:booking']
  const compared = (await write('two.md', ...sides, '--redact', 'none')).toString()
  expect(compared).toContain('## Comparison')
  expect(compared).toContain('Nothing was redacted')
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
