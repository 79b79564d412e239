import type { Handlers } from '../../shared/contract.ts'
import { IMPORTERS } from '../import/registry.ts'
import type { ReadConnection } from '../store/connection.ts'
import { importQueries } from '../store/import-queries.ts'

interface ImportQueryDeps {
  reader: () => ReadConnection
}

export function importQueryHandlers({
  reader,
}: ImportQueryDeps): Pick<Handlers, 'imports.list' | 'imports.formats'> {
  return {
    'imports.list': () => importQueries(reader()).list(),
    'imports.formats': () => IMPORTERS.map(({ id, title }) => ({ id, title })),
  }
}
