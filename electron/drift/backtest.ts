import { z } from 'zod'
import type { CountSeries } from '../../shared/model/counts.ts'
import { fitBaseline } from './baseline.ts'
import { foldDay } from './segment-pool.ts'
import { watchDays } from './watch.ts'

const count = z.number().int().min(0)
const worldSchema = z.object({
  id: z.string(),
  baselineDays: z.number().int().min(1),
  categories: z.array(z.string()),
  segments: z.array(z.string()),
  days: z.array(z.object({ date: z.iso.date(), n: z.array(count), k: z.array(z.array(count)) })),
})

export interface BacktestAnswer {
  id: string
  alerts: { category: string; segment: string | null; date: string; onset: string }[]
}

/**
 * Watches one world of daily counts: the first `baselineDays` days are the baseline, an alert of a day uses the days up
 * to it only. `line` is JSON as worldSchema says; `n` counts per segment, `k` per category and segment.
 * @throws Error with a sentence where the line is no such world.
 */
export function backtestWorld(line: string): BacktestAnswer {
  const world = worldSchema.parse(JSON.parse(line))
  const shape = (values: readonly unknown[], length: number, what: string) => {
    if (values.length !== length)
      throw new Error(`${world.id}: ${what} has ${values.length} values, not ${length}`)
  }
  for (const day of world.days) {
    shape(day.n, world.segments.length, `n of ${day.date}`)
    shape(day.k, world.categories.length, `k of ${day.date}`)
    for (const row of day.k) shape(row, world.segments.length, `a row of k of ${day.date}`)
  }
  const series: CountSeries = {
    categories: world.categories,
    segments: world.segments,
    days: world.days.map(({ date, n, k }) => ({ date, n: k.map(() => n), k })),
  }
  const model = fitBaseline(series, series.days.slice(0, world.baselineDays))
  const watched = series.days.slice(world.baselineDays).map((day) => foldDay(day, series.segments, model))
  const alerts = watchDays(model, watched).flatMap((incident) =>
    incident.alerts.map(({ day }) => ({
      category: world.categories[incident.category]!,
      segment: incident.cell === null ? null : model.cells[incident.cell]!,
      date: watched[day]!.date,
      onset: watched[incident.onset]!.date,
    })),
  )
  return { id: world.id, alerts: alerts.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)) }
}

/** Answers every world of a stream of lines with one line, in order; empty lines are passed over. */
export async function* runBacktest(lines: AsyncIterable<string>): AsyncIterable<string> {
  for await (const line of lines) if (line.trim() !== '') yield JSON.stringify(backtestWorld(line))
}
