import type { Handlers } from '../../shared/contract.ts'
import type { ReadConnection } from '../store/connection.ts'
import { shiftQueries } from '../store/shift-queries.ts'

interface ShiftDeps {
  reader: () => ReadConnection
}

export function shiftHandlers({ reader }: ShiftDeps): Pick<Handlers, 'shifts.list' | 'shifts.health'> {
  return {
    'shifts.list': (scope) => shiftQueries(reader()).list(scope),
    'shifts.health': (scope) => shiftQueries(reader()).health(scope),
  }
}
