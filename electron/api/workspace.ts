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
}: WorkspaceDeps): Pick<Handlers, 'workspace.info'> {
  return {
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
