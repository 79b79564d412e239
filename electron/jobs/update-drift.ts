import { readBaseline, writeBaseline } from '../drift/baseline-record.ts'
import { type DailyCounts, SessionCounter } from '../drift/daily-counts.ts'
import { runWatch, type WatchedCategory, type WatchResult } from '../drift/run-watch.ts'
import type { Mark } from '../../shared/contract/shifts.ts'
import { dayOf } from '../../shared/format.ts'
import { segmentOf } from '../../shared/model/segment.ts'
import type { WriteConnection } from '../store/connection.ts'
import {
  currentBaseline,
  healthRows,
  sessionVerdicts,
  type VersionSeen,
  versionsSeen,
} from '../store/drift-reader.ts'
import { AUTOMATIC_BASELINE, type DailyCountRow, writeDrift } from '../store/drift-writer.ts'
import { summariseHealth } from './daily-health.ts'
import { updateInputs } from './update-inputs.ts'
import { updateRulers } from './update-rulers.ts'

export interface CategoryTally {
  fired: number
  notFired: number
  notEvaluable: number
}

/** Makes the rollups and the watch anew from all verdicts of the workspace; tallies count traces by category. */
export function updateDrift(
  connection: WriteConnection,
  categories: readonly WatchedCategory[],
): {
  tallies: Map<string, CategoryTally>
  watch: WatchResult
} {
  const counter = new SessionCounter()
  const tallies = new Map<string, CategoryTally>()
  for (const row of sessionVerdicts(connection)) {
    counter.add({ ...row, segment: segmentOf(row) })
    tally(tallies, row.rules, row.verdicts)
  }
  const counts = counter.finish()
  const versions = versionsSeen(connection)
  const marks = versions.flatMap(markOf)
  const stored = currentBaseline(connection)
  const result = runWatch({
    counts,
    categories,
    marks,
    frozenBaseline: stored === null ? null : readBaseline(stored.model),
  })
  const { state } = result.record
  const newestUs = state === 'empty' || state === 'synthetic_clock' ? null : counts.newestUs
  const watch = { ...result, notices: [...result.notices, ...updateRulers(connection, newestUs)] }
  const { baseline } = watch
  writeDrift(connection, {
    counts: countRows(counts),
    health: [...summariseHealth(healthRows(connection))],
    versions,
    baseline:
      baseline === null
        ? null
        : {
            from: baseline.from,
            to: baseline.to,
            sessions: baseline.sessions,
            reason: AUTOMATIC_BASELINE,
            model: writeBaseline(baseline),
          },
    shifts: watch.shifts,
    notices: watch.notices,
    watch: watch.record,
  })
  const inputs = updateInputs(connection, watch.record.lastClosedDay)
  return { tallies, watch: { ...watch, notices: [...watch.notices, ...inputs] } }
}

function tally(tallies: Map<string, CategoryTally>, rules: readonly string[], verdicts: string): void {
  for (const [index, rule] of rules.entries()) {
    const id = rule.slice(0, rule.lastIndexOf('@'))
    let entry = tallies.get(id)
    if (!entry) tallies.set(id, (entry = { fired: 0, notFired: 0, notEvaluable: 0 }))
    const letter = verdicts[index]
    if (letter === 'f') entry.fired++
    else if (letter === 'n') entry.notFired++
    else entry.notEvaluable++
  }
}

function markOf({ kind, label, agent, firstUs }: VersionSeen): Mark[] {
  const date = dayOf(firstUs)
  return date === null ? [] : [{ date, kind, label, agent: agent === '' ? null : agent }]
}

function* countRows({ series, notEvaluable }: DailyCounts): Generator<DailyCountRow> {
  for (const [d, day] of series.days.entries()) {
    for (const [c, category] of series.categories.entries()) {
      for (const [s, segment] of series.segments.entries()) {
        const n = day.n[c]?.[s] ?? 0
        const blind = notEvaluable[d]?.[c]?.[s] ?? 0
        if (n === 0 && blind === 0) continue
        yield { category, segment, date: day.date, n, k: day.k[c]?.[s] ?? 0, notEvaluable: blind }
      }
    }
  }
}
