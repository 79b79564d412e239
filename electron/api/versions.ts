import type { Handlers } from '../../shared/contract.ts'
import { diffVersions } from '../jobs/diff-versions.ts'
import type { ReadConnection } from '../store/connection.ts'
import { versionQueries } from '../store/version-queries.ts'

interface VersionDeps {
  reader: () => ReadConnection
}

export function versionHandlers({ reader }: VersionDeps): Pick<Handlers, 'versions.list' | 'versions.diff'> {
  return {
    'versions.list': (scope) => versionQueries(reader()).list(scope),
    'versions.diff': (input) => diffVersions(reader(), input),
  }
}
