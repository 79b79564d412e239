import type { CategoryInfo } from '../../shared/contract/categories.ts'
import type { Handlers } from '../../shared/contract.ts'
import { categoryQueries } from '../store/category-queries.ts'
import type { ReadConnection } from '../store/connection.ts'

/** What the window needs of a category; the analysis' own entries are more. */
export type KnownCategory = CategoryInfo

interface CategoryDeps {
  reader: () => ReadConnection
  /** Every category this version knows, in the order of the registry. */
  catalogue: readonly KnownCategory[]
}

type Methods = 'categories.catalogue' | 'categories.series' | 'categories.signatures' | 'categories.segments'

export function categoryHandlers({ reader, catalogue }: CategoryDeps): Pick<Handlers, Methods> {
  const known = catalogue.map((category) => ({
    id: category.id,
    name: category.name,
    definition: category.definition,
    class: category.class,
    version: category.version,
  }))
  const ids = known.map((category) => category.id)
  return {
    'categories.catalogue': () => known,
    'categories.series': (scope) => categoryQueries(reader()).series(scope, ids),
    'categories.signatures': (input) => categoryQueries(reader()).signatures(input),
    'categories.segments': (input) => categoryQueries(reader()).segments(input),
  }
}
