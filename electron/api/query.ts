import type { Handlers } from '../../shared/contract.ts'
import { type ReadConnection, type WriteConnection, writeDurably } from '../store/connection.ts'
import type { LaunchQuery } from '../store/query-child.ts'
import { readSavedQueries, removeQuery, saveQuery } from '../store/saved-queries.ts'
import { runQuery } from '../store/sql-console.ts'

interface QueryDeps {
  reader: () => ReadConnection
  /** Starts the query's process; left out, it is the Node that runs this program (not inside Electron). */
  launch?: LaunchQuery
}

type Methods = 'query.run' | 'query.cancel' | 'query.saved' | 'query.save' | 'query.remove'

export function queryHandlers({ reader, launch }: QueryDeps): Pick<Handlers, Methods> {
  const running = new Map<string, AbortController>()
  const write = (work: (writer: WriteConnection) => void): Record<string, never> => {
    writeDurably(reader(), work)
    return {}
  }
  return {
    'query.run': async ({ run, ...input }) => {
      if (run === undefined) return runQuery(reader().path, input, { launch })
      const controller = new AbortController()
      running.set(run, controller)
      try {
        return await runQuery(reader().path, input, { launch, signal: controller.signal })
      } finally {
        running.delete(run)
      }
    },
    'query.cancel': ({ run }) => {
      running.get(run)?.abort()
      return {}
    },
    'query.saved': () => readSavedQueries(reader()),
    'query.save': (query) => write((writer) => saveQuery(writer, query)),
    'query.remove': ({ name }) => write((writer) => removeQuery(writer, name)),
  }
}
