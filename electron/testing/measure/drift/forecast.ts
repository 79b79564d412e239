import { createHash } from 'node:crypto'
import { fitBaseline } from '../../../drift/baseline.ts'
import { daysToFindShift } from '../../../drift/detectability.ts'

/** Shift worlds that a forecast is made for: the ratio, and the benchmark's segment that rises (its default config). */
export const FORECAST_WORLDS: Readonly<Record<string, { ratio: number; segment: string | null }>> = {
  'x1.5': { ratio: 1.5, segment: null },
  x2: { ratio: 2, segment: null },
  x3: { ratio: 3, segment: null },
  'segment x1.5': { ratio: 1.5, segment: 'segment-4' },
  'segment x2': { ratio: 2, segment: 'segment-4' },
  'segment x3': { ratio: 3, segment: 'segment-4' },
  'large segment x2': { ratio: 2, segment: 'segment-1' },
  'uneven segment x2': { ratio: 2, segment: 'segment-4' },
}

/** The forecast days per category of one world from its baseline alone. */
export interface Forecast {
  world: string
  days: number[]
}

/** Which world an id of the benchmark is, for one seed, volume and number of repetitions. */
export function worldsById(seed: string, volume: string, reps: number): Map<string, string> {
  const worlds = new Map<string, string>()
  for (const world of Object.keys(FORECAST_WORLDS)) {
    for (let rep = 0; rep < reps; rep++) {
      const hash = createHash('sha256').update(`${seed}|${world}|${volume}|${rep}`)
      worlds.set(hash.digest('hex').slice(0, 12), world)
    }
  }
  return worlds
}

/** Forecast of a line of the benchmark; null for worlds without one. */
export function forecastOf(line: string, worlds: ReadonlyMap<string, string>): Forecast | null {
  const { id, baselineDays, categories, segments, days } = JSON.parse(line) as {
    id: string
    baselineDays: number
    categories: string[]
    segments: string[]
    days: { date: string; n: number[]; k: number[][] }[]
  }
  const world = worlds.get(id)
  if (world === undefined) return null
  const { ratio, segment } = FORECAST_WORLDS[world]!
  const window = days.slice(0, baselineDays).map(({ date, n, k }) => ({ date, n: k.map(() => n), k }))
  const model = fitBaseline({ categories, segments, days: window }, window)
  const cell = segment === null ? null : model.cells.indexOf(segment)
  return { world, days: categories.map((_, c) => daysToFindShift(model, c, cell, ratio)) }
}

/** Median days over a world's repetitions for rare, medium and common categories; null for more than 28. */
export function medianForecast(forecasts: readonly Forecast[], world: string): (number | null)[] {
  const own = forecasts.filter((forecast) => forecast.world === world)
  return [0, 1, 2].map((group) => {
    const days = own.flatMap((forecast) => {
      const size = forecast.days.length / 3
      return forecast.days.slice(group * size, (group + 1) * size)
    })
    const median = days.toSorted((a, b) => a - b)[Math.ceil(days.length / 2) - 1] ?? Number.POSITIVE_INFINITY
    return median <= 28 ? Math.round(median * 10) / 10 : null
  })
}
