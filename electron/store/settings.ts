import type { ReadConnection, WriteConnection } from './connection.ts'

/** A small value kept in the workspace, as the JSON text it was written as; null where it was never written. */
export function readSetting({ db }: ReadConnection, key: string): string | null {
  return db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck().get(key) ?? null
}

export function writeSetting({ db }: WriteConnection, key: string, value: string): void {
  db.prepare('INSERT OR REPLACE INTO setting(key, value) VALUES (?, ?)').run(key, value)
}

/** What the last analysis that looked at traces a second time changed: a Reclassification. */
export const RECLASSIFIED = 'analysis.reclassified'
