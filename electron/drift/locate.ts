import type { Evidence } from './evidence.ts'

/**
 * Which stream a shift is told of: the whole category or one cell, whichever explains the counts since `onset` better
 * (Poisson likelihood of its own ratio; a cell pays ln(cells) for having been picked out of them).
 */
export function locateShift(streams: readonly Evidence[], onset: number): Evidence | null {
  let best: Evidence | null = null
  let most = Number.NEGATIVE_INFINITY
  for (const evidence of streams) {
    let fired = 0
    let expected = 0
    for (let day = onset; day < evidence.days; day++) {
      fired += evidence.observed[day]!
      expected += evidence.expected[day]!
    }
    if (fired <= expected || expected === 0) continue
    const price = evidence.stream.cell === null ? 0 : Math.log(streams.length)
    const likelihood = fired * Math.log(fired / expected) - (fired - expected) - price
    if (likelihood > most) {
      most = likelihood
      best = evidence
    }
  }
  return best
}
