import type { Handlers } from '../../shared/contract.ts'
import type { ReadConnection } from '../store/connection.ts'
import type { LaunchQuery } from '../store/query-child.ts'
import { runQuery } from '../store/sql-console.ts'

interface QueryDeps {
  reader: () => ReadConnection
  /** Starts the query's process; left out, it is the Node that runs this program (not inside Electron). */
  launch?: LaunchQuery
}

export function queryHandlers({ reader, launch }: QueryDeps): Pick<Handlers, 'query.run'> {
  return { 'query.run': (input) => runQuery(reader().path, input, { launch }) }
}
