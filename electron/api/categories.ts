import type { CategoryInfo } from '../../shared/contract/categories.ts'
import type { Handlers } from '../../shared/contract.ts'
import { reclassificationSchema } from '../../shared/model/reclassification.ts'
import { categoryQueries } from '../store/category-queries.ts'
import type { ReadConnection } from '../store/connection.ts'
import { governanceQueries } from '../store/governance-queries.ts'
import { RECLASSIFIED, readSetting } from '../store/settings.ts'

/** What the window needs of a category; the analysis' own entries are more. */
export type KnownCategory = CategoryInfo

interface CategoryDeps {
  reader: () => ReadConnection
  /** Every category this version knows, in the order of the registry. */
  catalogue: () => readonly KnownCategory[]
}

type Methods =
  | 'categories.catalogue'
  | 'categories.series'
  | 'categories.signatures'
  | 'categories.segments'
  | 'categories.reclassified'
  | 'governance.overview'

export function categoryHandlers({ reader, catalogue }: CategoryDeps): Pick<Handlers, Methods> {
  const known = () =>
    catalogue().map((category) => ({
      id: category.id,
      name: category.name,
      definition: category.definition,
      class: category.class,
      version: category.version,
    }))
  const ids = () => catalogue().map((category) => category.id)
  return {
    'categories.catalogue': () => known(),
    'categories.series': (scope) => categoryQueries(reader()).series(scope, ids()),
    'categories.signatures': (input) => categoryQueries(reader()).signatures(input),
    'categories.reclassified': () => {
      const stored = readSetting(reader(), RECLASSIFIED)
      return stored === null ? null : reclassificationSchema.parse(JSON.parse(stored))
    },
    'governance.overview': (scope) => governanceQueries(reader()).overview(scope),
    'categories.segments': (input) => categoryQueries(reader()).segments(input),
  }
}
