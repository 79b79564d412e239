import type { WriteConnection } from './connection.ts'
import { withWorkspaceErrors } from './sqlite-error.ts'

/** Runs work that may write, and takes all of it back: what it returns is all that is left of it. */
export function tryOut<T>({ db, path }: WriteConnection, work: () => T): T {
  withWorkspaceErrors(path, () => db.exec('BEGIN IMMEDIATE'))
  try {
    return work()
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK')
  }
}
