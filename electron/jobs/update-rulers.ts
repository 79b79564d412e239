import { lastClosedDay } from '../drift/clock.ts'
import { rulerNotices } from '../drift/ruler-notices.ts'
import { coverageNotice, findCoverageFalls, type TracedDay } from '../drift/rulers/coverage.ts'
import { RulerCounter, type RulerDay, type RulerTotal } from '../drift/rulers/ruler-counts.ts'
import { withClock } from '../../shared/model/clock.ts'
import type { Notice } from '../../shared/model/shift.ts'
import type { WriteConnection } from '../store/connection.ts'
import { writeRulers } from '../store/ruler-writer.ts'
import { scoreRows } from '../store/score-rows.ts'

/**
 * Sums all scores up by the ruler that made them. Gives what is to be said of it: changed rulers and falling coverage,
 * which are never drift of the agent. `newestUs`: the newest session of the workspace; null where its clock means nothing.
 * `traced`: traces with spans by segment and day, which coverage is a share of.
 */
export function updateRulers(
  connection: WriteConnection,
  newestUs: number | null,
  traced: readonly TracedDay[] = [],
): Notice[] {
  const counter = new RulerCounter()
  for (const row of scoreRows(connection)) counter.add(row)
  const { rulers, days, covered, pairs } = counter.finish()
  writeRulers(connection, { rulers, days, pairs })
  if (newestUs === null || rulers.length === 0) return []
  const last = lastClosedDay(newestUs)
  const falls = findCoverageFalls(traced, covered, last)
  return [...rulerNotices(spansOf(rulers, days)), coverageNotice(falls, last)].filter(
    (notice) => notice !== null,
  )
}

function spansOf(rulers: readonly RulerTotal[], days: readonly RulerDay[]) {
  const byRuler = Map.groupBy(withClock(days), ({ ruler }) => ruler)
  return rulers.flatMap((ruler) => {
    const dates = (byRuler.get(ruler.id) ?? []).map(({ date }) => date).toSorted()
    const [firstDay, lastDay] = [dates[0], dates.at(-1)]
    return firstDay === undefined || lastDay === undefined ? [] : [{ ...ruler, firstDay, lastDay }]
  })
}
