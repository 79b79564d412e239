import type { WriteConnection } from './connection.ts'
import { withWorkspaceErrors } from './sqlite-error.ts'

/** Runs work that writes in many steps as one transaction: all of it is there afterwards, or nothing. AppError `disk_full`. */
export async function writeWhole<T>({ db, path }: WriteConnection, work: () => Promise<T>): Promise<T> {
  withWorkspaceErrors(path, () => db.exec('BEGIN IMMEDIATE'))
  try {
    const result = await work()
    withWorkspaceErrors(path, () => db.exec('COMMIT'))
    return result
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK')
    throw error
  }
}
