import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { IMPORTERS } from './registry.ts'

const FOLDERS = new URL('importers/', import.meta.url)
const REGISTRY = readFileSync(new URL('registry.ts', import.meta.url), 'utf8')
const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

test('every folder of an importer is in the registry, and nothing else is', () => {
  const folders = readdirSync(FOLDERS, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(IMPORTERS.map(({ id }) => id).toSorted()).toEqual(folders.map(({ name }) => name).toSorted())
})

test.each(IMPORTERS.map(({ id }) => id))(
  '%s is one folder with fixtures and their test, and one import in the registry',
  (id) => {
    const folder = new URL(`${id}/`, FOLDERS)
    const parts = ['index.ts', 'fixtures/', 'fixtures.test.ts']
    expect(parts.filter((name) => !existsSync(new URL(name, folder)))).toEqual([])
    expect(REGISTRY.split(`'./importers/${id}/`)).toHaveLength(2)
  },
)

test.each(IMPORTERS.map(({ id }) => id))(
  '%s says in its header and in the README where its files come from',
  (id) => {
    const index = readFileSync(new URL(`${id}/index.ts`, FOLDERS), 'utf8')
    expect(index).toMatch(/\/\*\*(?:(?!\*\/)[\s\S]){60,}\*\/\nexport const/)
    expect(README).toMatch(new RegExp(`^\\|[^|]*\`${id}\`[^|]*\\| \\S`, 'm'))
  },
)
