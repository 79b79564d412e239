import { fitBaseline } from '../../../drift/baseline.ts'
import { planStreams } from '../../../drift/budget.ts'
import { watchDays } from '../../../drift/watch.ts'
import { foldDay } from '../../../drift/segment-pool.ts'
import { makeSeries } from '../../count-worlds.ts'

const BASELINE_DAYS = 28

/** Time that a quiet year of 12 categories in 7 segments takes to watch (12 x 8 streams); best of five, warmed up. */
export function costOfYear(): { streams: number; milliseconds: number } {
  const series = makeSeries({
    seed: 1,
    days: BASELINE_DAYS + 365,
    categories: Array.from({ length: 12 }, (_, c) => `category-${c}`),
    segments: Array.from({ length: 7 }, (_, s) => `segment-${s}`),
    size: () => 85,
    rate: (_day, c) => [0.01, 0.03, 0.1][c % 3]!,
  })
  const model = fitBaseline(series, series.days.slice(0, BASELINE_DAYS))
  const days = series.days.slice(BASELINE_DAYS).map((day) => foldDay(day, series.segments, model))
  const times = Array.from({ length: 6 }, () => {
    const start = performance.now()
    watchDays(model, days)
    return performance.now() - start
  })
  return { streams: planStreams(model).length, milliseconds: Math.min(...times.slice(1)) }
}
