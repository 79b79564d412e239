import type { EvidenceDay, Notice, Shift } from '../../shared/model/shift.ts'
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

export interface DriftRollups {
  counts: Iterable<DailyCountRow>
  health: Iterable<DailyHealthRow>
  shifts: readonly Shift[]
  notices: Iterable<Notice>
  evidence: Iterable<EvidenceDay>
  watch: WatchRecord
}

const SHIFT = `
  INSERT INTO shift(id, category, segment, state, opened_on, onset, closed_on, observed, expected, ratio, low, high, mix,
    behaviour, baseline_rate, current_rate, sentence, is_accepted,
    onset_us, causes)
  VALUES (@id, @category, @segment, @state, @openedOn, @onset, @closedOn, @observed, @expected, @ratio, @low, @high, @mix,
    @behaviour, @baselineRate, @currentRate, @sentence, @isAccepted, @onsetUs, @causes)`

/** Replaces all that the drift job makes anew each time, in one transaction. */
export function writeDrift({ db, path }: WriteConnection, rollups: DriftRollups): void {
  const write = db.transaction(() => {
    for (const table of ['daily_count', 'daily_health', 'shift', 'notice', 'watch', 'evidence_day'])
      db.exec(`DELETE FROM ${table}`)
    const rows: [sql: string, rows: Iterable<object>][] = [
      ['INSERT INTO daily_count VALUES (@category, @segment, @date, @n, @k, @notEvaluable)', rollups.counts],
      [
        `INSERT INTO daily_health VALUES (@segment, @date, @traces, @sessions, @errors, @latencyP50Ms, @latencyP95Ms,
           @tokens, @costUsd)`,
        rollups.health,
      ],
      [SHIFT, rollups.shifts.map(shiftRow)],
      ['INSERT INTO evidence_day VALUES (@category, @date, @value)', rollups.evidence],
      ['INSERT INTO notice(kind, title, text, day) VALUES (@kind, @title, @text, @on)', rollups.notices],
    ]
    for (const [sql, values] of rows) {
      const insert = db.prepare(sql)
      for (const value of values) insert.run(value)
    }
    db.prepare('INSERT INTO watch(id, state) VALUES (1, ?)').run(JSON.stringify(rollups.watch))
  })
  withWorkspaceErrors(path, () => write.immediate())
}

function shiftRow({ isAccepted, causes, ...shift }: Shift): object {
  return { ...shift, isAccepted: isAccepted ? 1 : 0, causes: JSON.stringify(causes) }
}
