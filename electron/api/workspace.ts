import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Handlers, MethodOutput } from '../../shared/contract.ts'
import type { ReadConnection } from '../store/connection.ts'
import { workspaceQueries } from '../store/workspace-queries.ts'
import type { KnownCategory } from './categories.ts'

interface WorkspaceDeps {
  reader: () => ReadConnection
  appVersion: string
  host: MethodOutput<'workspace.info'>['host']
  catalogue: () => readonly KnownCategory[]
}

export function workspaceHandlers({
  reader,
  appVersion,
  host,
  catalogue,
}: WorkspaceDeps): Pick<Handlers, 'workspace.info' | 'workspace.standing'> {
  const opened = placeOf(reader().path)
  return {
    'workspace.standing': () => ({ isThere: opened !== null && placeOf(reader().path) === opened }),
    'workspace.info': () => {
      const connection = reader()
      const { path } = connection
      return {
        name: basename(path),
        path,
        appVersion,
        host,
        ...workspaceQueries(connection).info(catalogue()),
      }
    },
  }
}

/** Which file stands at a path: a copy that was put back is another one, but one that can be opened. */
function placeOf(path: string): string | null {
  const entry = statSync(path, { throwIfNoEntry: false })
  return entry?.isFile() ? `${entry.dev} ${entry.ino}` : null
}
