import type { Handlers } from '../../shared/contract.ts'
import type { ReadConnection } from '../store/connection.ts'
import { searchQueries } from '../store/search-queries.ts'

interface SearchDeps {
  reader: () => ReadConnection
}

export function searchHandlers({ reader }: SearchDeps): Pick<Handlers, 'search.find' | 'search.inTrace'> {
  return {
    'search.find': (query) => searchQueries(reader()).find(query),
    'search.inTrace': (query) => searchQueries(reader()).inTrace(query),
  }
}
