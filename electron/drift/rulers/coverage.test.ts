import { expect, test } from 'vitest'
import { chanceFrom, worldDate } from '../../testing/count-worlds.ts'
import { coverageNotice, findCoverageFalls, type TracedDay } from './coverage.ts'
import type { CoveredDay } from './ruler-counts.ts'

const SEGMENTS = ['booking', 'billing']
const DAYS = 42
const LAST = worldDate(DAYS - 1)

/** Traces and evaluated ones of every day and segment. */
function world(
  seed: number,
  size: (day: number, segment: string) => number,
  share: (day: number, segment: string) => number,
): [TracedDay[], CoveredDay[]] {
  const chance = chanceFrom(seed)
  const traced: TracedDay[] = []
  const covered: CoveredDay[] = []
  for (let day = 0; day < DAYS; day++) {
    for (const segment of SEGMENTS) {
      const traces = chance.poisson(size(day, segment))
      const evaluated = chance.binomial(traces, share(day, segment))
      traced.push({ segment, date: worldDate(day), traces })
      if (evaluated > 0) covered.push({ score: 'helpful', segment, date: worldDate(day), traces: evaluated })
    }
  }
  return [traced, covered]
}
const falls = (...args: Parameters<typeof world>) => findCoverageFalls(...world(...args), LAST)

test('evaluations that stop are told with the day they were last seen', () => {
  const found = falls(
    1,
    () => 100,
    (day) => (day < 30 ? 0.3 : 0),
  )
  expect(found).toMatchObject([{ score: 'helpful', after: 0, lastSeen: worldDate(29) }])
  const notice = coverageNotice(found, LAST)!
  expect(notice).toMatchObject({ kind: 'coverage', on: LAST })
  expect(notice.text).toMatch(/^helpful was last given on 31 March, before that to [23]\d\.\d % of traces/)
})

test('a share that falls by half is told with both shares', () => {
  const found = falls(
    2,
    () => 150,
    (day) => (day < 34 ? 0.3 : 0.12),
  )
  expect(found).toMatchObject([{ lastSeen: null }])
  expect(coverageNotice(found, LAST)!.text).toMatch(
    /helpful was given to 1\d\.\d % of traces in the last 7 days/,
  )
})

test('quiet coverage is no fall, in any of 300 worlds, also where it comes in batches', () => {
  for (let seed = 0; seed < 150; seed++) {
    expect(
      falls(
        seed,
        () => 60,
        () => 0.2,
      ),
    ).toEqual([])
    const batch = chanceFrom(seed + 1000)
    const days = Array.from({ length: DAYS }, () => (batch.uniform() < 0.5 ? 0.6 : 0))
    expect(
      falls(
        seed,
        () => 60,
        (day) => days[day]!,
      ),
    ).toEqual([])
  }
})

test('traffic that nobody ever evaluated and that grows is no fall', () => {
  expect(
    falls(
      3,
      (day, segment) => (segment === 'billing' && day >= 30 ? 600 : 60),
      (_day, segment) => (segment === 'booking' ? 0.4 : 0),
    ),
  ).toEqual([])
})

test('days that are not closed, and too few of them, say nothing', () => {
  const [traced, covered] = world(
    4,
    () => 100,
    (day) => (day < 30 ? 0.3 : 0),
  )
  expect(findCoverageFalls(traced, covered, worldDate(28))).toEqual([])
  expect(findCoverageFalls(traced, covered, worldDate(9))).toEqual([])
  expect(coverageNotice([], LAST)).toBeNull()
})
