import type { Database } from 'better-sqlite3'
import type { Scope } from '../../shared/contract/schemas.ts'
import type { ReadConnection } from './connection.ts'
import type { Mark } from '../../shared/contract/shifts.ts'

/** A chart holds no more marks than this that could be told apart; the versions with the most traces are kept. */
const MARKS = 100

const FIRST_SEEN = `
  WITH seen AS (
    SELECT date(first_us / 1000000, 'unixepoch') AS date, kind, label, agent, traces,
      date(min(first_us) OVER (PARTITION BY kind, agent) / 1000000, 'unixepoch') AS start
    FROM version_seen
  )
  SELECT date, kind, label, nullif(agent, '') AS agent FROM (
    SELECT * FROM seen
    WHERE date > start AND date >= ? AND date <= ? AND (? IS NULL OR agent = '' OR substr(?, 1, length(agent)) = agent)
    ORDER BY traces DESC LIMIT ${MARKS}
  ) ORDER BY date, kind, label`

/** Every version by the day it was first seen, those the data began with included. */
export function readAllMarks({ db }: ReadConnection): Mark[] {
  return db
    .prepare<[], Mark>(
      `SELECT date(first_us / 1000000, 'unixepoch') AS date, kind, label, nullif(agent, '') AS agent
       FROM version_seen ORDER BY first_us`,
    )
    .all()
}

/** Versions that came up after the data began, by day; those of other agents than the segment's are left out. */
export function readMarks(db: Database, { from, to, segment }: Scope): Mark[] {
  const name = segment ?? null
  return db.prepare<unknown[], Mark>(FIRST_SEEN).all(from ?? '0000-01-01', to ?? '9999-12-31', name, name)
}
