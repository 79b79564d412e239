import type { Interval } from '../../shared/model/interval.ts'

/** 95 % two-sided. */
const Z = 1.96

/**
 * Odds of failing now over those before, with its 95 % interval on the log scale and half a session added to each cell,
 * so that an empty cell has one too (Haldane 1956, Anscombe 1956; interval of Woolf 1955). Null without sessions on
 * either side.
 */
export function oddsRatio(
  before: { n: number; k: number },
  now: { n: number; k: number },
): (Interval & { ratio: number }) | null {
  if (before.n === 0 || now.n === 0) return null
  const cells = [now.k, now.n - now.k, before.k, before.n - before.k].map((count) => count + 0.5)
  const [a = 1, b = 1, c = 1, d = 1] = cells
  const ratio = (a * d) / (b * c)
  const error = Math.sqrt(cells.reduce((sum, count) => sum + 1 / count, 0))
  return { ratio, low: ratio * Math.exp(-Z * error), high: ratio * Math.exp(Z * error) }
}
