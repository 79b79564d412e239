import { existsSync, rmSync } from 'node:fs'
import type { WriteConnection } from './connection.ts'

/** Makes the file all there is: no log stands beside it, so that it can be sent and read from a disk that cannot be written. */
export function packWorkspace({ db }: WriteConnection): void {
  db.pragma('journal_mode = DELETE')
}

/** Removes a workspace that is not wanted, with what may stand beside it. */
export function removeWorkspace(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal', '-lock']) {
    if (existsSync(path + suffix)) rmSync(path + suffix)
  }
}
