import type { MethodOutput, ParsedInput } from '../../shared/contract.ts'
import type { HealthDay } from '../../shared/contract/shifts.ts'
import type { Notice, Shift } from '../../shared/model/shift.ts'
import type { ReadConnection } from './connection.ts'
import { decisionsInForce } from './decision-store.ts'
import { dates, readCategoryDays } from './daily-rates.ts'
import { withClock } from '../../shared/model/clock.ts'
import { joinParts, sqlPart } from './sql-part.ts'
import { readMarks } from './version-marks.ts'
import { bandOf, readWatch } from './watch-record.ts'

/** Columns of `shift` under their names in the model. */
const SHIFT_COLUMNS = `id, category, segment, state, opened_on AS openedOn, onset, closed_on AS closedOn, observed,
  expected, ratio, low, high, mix, behaviour, baseline_rate AS baselineRate, current_rate AS currentRate, sentence,
  is_accepted AS isAccepted, onset_us AS onsetUs, causes`

type StoredShift = Omit<Shift, 'isAccepted' | 'causes'> & { isAccepted: number; causes: string }

const SHIFTS = `
  SELECT ${SHIFT_COLUMNS} FROM shift
  WHERE opened_on <= ? AND (closed_on IS NULL OR closed_on >= ?) AND (segment IS NULL OR ? IS NULL OR segment = ?)
  ORDER BY state = 'closed', opened_on DESC, category`

const HEALTH = `
  SELECT date, traces, 1.0 - 1.0 * errors / nullif(traces, 0) AS availability, latency_p50_ms AS latencyP50Ms,
    latency_p95_ms AS latencyP95Ms, 1.0 * tokens / nullif(sessions, 0) AS tokensPerSession,
    cost_usd / nullif(sessions, 0) AS costPerSession
  FROM daily_health`

type ScopeInput = ParsedInput<'shifts.list'>

/** The sentences of the shifts that the watch says now. */
export function said({ db }: ReadConnection): string[] {
  return db.prepare<[], string>('SELECT sentence FROM shift ORDER BY opened_on, category').pluck().all()
}

/** Ids of the shifts that the watch says now. */
export function saidShifts({ db }: ReadConnection): string[] {
  return db.prepare<[], string>('SELECT id FROM shift ORDER BY id').pluck().all()
}

/** What shifted, what is watched, and the infrastructure beside it. */
export function shiftQueries({ db }: ReadConnection) {
  return {
    /** Open ones first, then newest first. */
    list(scope: ScopeInput): MethodOutput<'shifts.list'> {
      const watch = readWatch(db)
      const { bands: _bands, totals: _totals, firstTotals: _first, cellRates: _rates, ...shown } = watch
      const segment = scope.segment ?? null
      const decisions = decisionsInForce({ db })
      const shifts = db
        .prepare<unknown[], StoredShift>(SHIFTS)
        .all(scope.to ?? '9999-12-31', scope.from ?? '0000-01-01', segment, segment)
      return {
        watch: shown,
        shifts: shifts.map((shift) => {
          const own = { ...scope, segment: scope.segment ?? shift.segment ?? undefined }
          const days = readCategoryDays(db, own, shift.category)
          return Object.assign(shift, {
            isAccepted: shift.isAccepted === 1,
            causes: JSON.parse(shift.causes) as Shift['causes'],
            decisions: decisions.get(shift.id) ?? [],
            days: days.map(({ category: _category, ...day }) => day),
            band: bandOf(watch, shift.category, own.segment, days),
            marks: readMarks(db, own),
          })
        }),
        notices: db
          .prepare<[], Notice>('SELECT kind, title, text, day AS "on" FROM notice ORDER BY id')
          .all(),
      }
    },

    /** By day, of the named segment or of all traces. */
    health(scope: ScopeInput): HealthDay[] {
      const where = joinParts([sqlPart('segment = ?', scope.segment ?? ''), ...dates(scope)], ' AND ', '1')
      const days = db
        .prepare<unknown[], HealthDay>(`${HEALTH} WHERE ${where.sql} ORDER BY date`)
        .all(...where.values)
      return [...withClock(days)]
    },
  }
}
