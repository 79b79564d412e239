import type { Notice, Shift } from '../../shared/model/shift.ts'
import type { WatchRecord } from '../../shared/model/watch.ts'
import type { WriteConnection } from './connection.ts'
import { withWorkspaceErrors } from './sqlite-error.ts'

export interface DailyCountRow {
  category: string
  segment: string
  date: string
  n: number
  k: number
  notEvaluable: number
}

/** Infrastructure of one day; segment '' is all of them together. */
export interface DailyHealthRow {
  segment: string
  date: string
  traces: number
  sessions: number
  errors: number
  latencyP50Ms: number | null
  latencyP95Ms: number | null
  tokens: number | null
  costUsd: number | null
}

export interface NewBaseline {
  from: string
  to: string
  sessions: number
  reason: string
  /** As the drift module made it, as JSON text. */
  model: string
}

export interface DriftRollups {
  counts: Iterable<DailyCountRow>
  health: Iterable<DailyHealthRow>
  /** Becomes version 1 where there is no baseline yet; an existing one stays as it is. */
  baseline: NewBaseline | null
  shifts: Iterable<Shift>
  notices: Iterable<Notice>
  watch: WatchRecord
}

/** The reason of a baseline that nobody accepted: the first days of what was there. */
export const AUTOMATIC_BASELINE = 'automatic'

/** After data was taken back: a baseline made from it is made anew from what is left. One a person accepted stays. */
export function forgetAutomaticBaseline({ db, path }: WriteConnection): void {
  withWorkspaceErrors(path, () => db.prepare('DELETE FROM baseline WHERE reason = ?').run(AUTOMATIC_BASELINE))
}

const SHIFT = `
  INSERT INTO shift(id, category, segment, state, opened_on, onset, closed_on, observed, expected, ratio, low, high, mix,
    behaviour, baseline_rate, current_rate, sentence)
  VALUES (@id, @category, @segment, @state, @openedOn, @onset, @closedOn, @observed, @expected, @ratio, @low, @high, @mix,
    @behaviour, @baselineRate, @currentRate, @sentence)`

/** Replaces all that the drift job makes, in one transaction. A workspace without traces loses its baseline too. */
export function writeDrift({ db, path }: WriteConnection, rollups: DriftRollups): void {
  const write = db.transaction(() => {
    for (const table of ['daily_count', 'daily_health', 'shift', 'notice', 'watch'])
      db.exec(`DELETE FROM ${table}`)
    const rows: [sql: string, rows: Iterable<object>][] = [
      ['INSERT INTO daily_count VALUES (@category, @segment, @date, @n, @k, @notEvaluable)', rollups.counts],
      [
        `INSERT INTO daily_health VALUES (@segment, @date, @traces, @sessions, @errors, @latencyP50Ms, @latencyP95Ms,
           @tokens, @costUsd)`,
        rollups.health,
      ],
      [SHIFT, rollups.shifts],
      ['INSERT INTO notice(kind, title, text, day) VALUES (@kind, @title, @text, @on)', rollups.notices],
    ]
    for (const [sql, values] of rows) {
      const insert = db.prepare(sql)
      for (const value of values) insert.run(value)
    }
    db.prepare('INSERT INTO watch(id, state) VALUES (1, ?)').run(JSON.stringify(rollups.watch))
    writeBaseline({ db }, rollups.baseline)
  })
  withWorkspaceErrors(path, () => write.immediate())
}

function writeBaseline({ db }: Pick<WriteConnection, 'db'>, baseline: NewBaseline | null): void {
  if (db.prepare('SELECT 1 FROM trace LIMIT 1').get() === undefined) db.exec('DELETE FROM baseline')
  if (baseline === null || db.prepare('SELECT 1 FROM baseline LIMIT 1').get() !== undefined) return
  db.prepare(
    `INSERT INTO baseline(version, from_date, to_date, sessions, reason, accepted_us, model)
     VALUES (1, @from, @to, @sessions, @reason, @acceptedUs, @model)`,
  ).run({ ...baseline, acceptedUs: Date.now() * 1000 })
}
