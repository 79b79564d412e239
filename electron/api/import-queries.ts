import type { Handlers } from '../../shared/contract.ts'
import type { ReadConnection } from '../store/connection.ts'
import { importQueries } from '../store/import-queries.ts'

interface ImportQueryDeps {
  reader: () => ReadConnection
}

export function importQueryHandlers({ reader }: ImportQueryDeps): Pick<Handlers, 'imports.list'> {
  return { 'imports.list': () => importQueries(reader()).list() }
}
