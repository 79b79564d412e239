import type { Scope } from '../../shared/contract/schemas.ts'
import type { ReadConnection } from './connection.ts'
import { selectTraces } from './trace-selection.ts'

/** Internal ids of the traces a filter selects, in the order they came. Throws `filter_invalid`. */
export function selectedTraces({ db }: ReadConnection, filter: string, scope: Scope = {}): number[] {
  const { source, condition } = selectTraces(db, { ...scope, filter }, 'count')
  return db
    .prepare<unknown[], number>(`SELECT trace.id FROM ${source.sql} WHERE ${condition.sql} ORDER BY trace.id`)
    .pluck()
    .all(...source.values, ...condition.values)
}
