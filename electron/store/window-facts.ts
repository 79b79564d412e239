import { FIRST_CLOCK_US } from '../../shared/model/clock.ts'
import type { ReadConnection } from './connection.ts'
import { readMarks } from './version-marks.ts'

/** Sessions by day, changes of versions, and onsets, newest first: what windows for a baseline are proposed from. */
export function readWindowFacts({ db }: ReadConnection): {
  days: { date: string; sessions: number }[]
  changes: { date: string; label: string }[]
  onsets: string[]
} {
  const first = new Date(FIRST_CLOCK_US / 1000).toISOString().slice(0, 10)
  return {
    days: db
      .prepare<[string], { date: string; sessions: number }>(
        `SELECT date, sessions FROM daily_health WHERE segment = '' AND date >= ? ORDER BY date`,
      )
      .all(first),
    changes: readMarks(db, {})
      .filter(({ kind }) => kind !== 'rubric' && kind !== 'judge')
      .map(({ date, kind, label }) => ({ date, label: `${kind} ${label}` })),
    onsets: db
      .prepare<[], string>("SELECT onset FROM shift WHERE state = 'open' ORDER BY onset DESC")
      .pluck()
      .all(),
  }
}
