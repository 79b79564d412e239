import { readdirSync } from 'node:fs'
import type { Importer } from '../import/importer.ts'
import { IMPORTERS } from '../import/registry.ts'

export interface ImporterFixture {
  importer: Importer
  /** `jaeger/search.json`. */
  name: string
  url: URL
}

/** Every invented export that lies beside an importer, by the registry. */
export function importerFixtures(): ImporterFixture[] {
  return IMPORTERS.flatMap((importer: Importer) => {
    const folder = new URL(`../import/importers/${importer.id}/fixtures/`, import.meta.url)
    return readdirSync(folder)
      .filter((file) => !file.endsWith('.golden.txt'))
      .map((file) => ({ importer, name: `${importer.id}/${file}`, url: new URL(file, folder) }))
  })
}
