import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CATEGORIES } from '../../analysis/registry.ts'
import { place, sampleFile } from './export-place.ts'
import { runCli, runImport, runJson } from './run-cli.ts'

const OWN = {
  tidemark: 'categories',
  categories: [
    {
      id: 'booking_runs',
      name: 'Booking runs',
      definition: 'Runs of the booking agent.',
      class: 'S',
      rule: { type: 'filter', filter: 'agent:booking' },
    },
  ],
}

test('categories of one’s own are previewed, kept, counted, handed on and taken away', async () => {
  const { workspace, folder } = place()
  await runImport([sampleFile(folder), '--workspace', workspace])
  const file = join(folder, 'own.json')
  writeFileSync(file, JSON.stringify(OWN))
  const of = (...args: string[]) => ['categories', ...args, '--workspace', workspace]

  const [seen] = (await runJson(of('--preview', file))) as { id: string; fired: number; traces: number }[]
  expect(seen?.fired).toBeGreaterThan(0)
  expect(seen?.fired).toBeLessThan(seen?.traces ?? 0)
  expect(await runJson(of())).toHaveLength(CATEGORIES.length)

  expect(await runJson(of('--add', file))).toMatchObject([{ id: 'booking_runs', version: 1 }])
  const { categories } = (await runJson(['analyze', '--only', 'booking_runs', '--workspace', workspace])) as {
    categories: object[]
  }
  expect(categories).toEqual([expect.objectContaining({ id: 'booking_runs', fired: seen?.fired })])

  const handed = join(folder, 'handed.json')
  await runCli(of('--export', handed))
  expect(JSON.parse(readFileSync(handed, 'utf8'))).toEqual(OWN)
  expect((await runCli(of('--remove', 'booking_runs'))).code).toBe(0)
  expect(await runJson(of())).toHaveLength(CATEGORIES.length)
})

test('a file that holds none, and an id that is taken, are refused with a sentence', async () => {
  const { workspace, folder } = place()
  const file = join(folder, 'bad.json')
  writeFileSync(file, '{"categories":[]}')
  const bad = await runCli(['categories', '--add', file, '--workspace', workspace])
  expect(bad).toMatchObject({ code: 2, stderr: expect.stringContaining('holds no categories') })
  writeFileSync(file, JSON.stringify({ ...OWN, categories: [{ ...OWN.categories[0], id: 'timeout' }] }))
  const taken = await runCli(['categories', '--add', file, '--workspace', workspace])
  expect(taken).toMatchObject({ code: 2, stderr: expect.stringContaining('choose another id') })
})
