import { Z95 } from './paired-table.ts'

export interface Kappa {
  kappa: number
  low: number
  high: number
}

export type KappaWeights = 'nominal' | 'linear' | 'quadratic'

/**
 * Cohen's kappa of a square table of counts, `counts[a][b]`, with its 95 % interval from the large-sample variance of
 * Fleiss, Cohen and Everitt (1969, Psychol. Bull. 72:323). Weighted, levels are taken as evenly spaced, in order.
 * Null where there is nothing to agree on: no pairs, or both sides always the same one level.
 */
export function cohenKappa(
  counts: readonly (readonly number[])[],
  weights: KappaWeights = 'nominal',
): Kappa | null {
  const levels = counts.length
  const total = counts.flat().reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  const share = (a: number, b: number) => (counts[a]?.[b] ?? 0) / total
  const all = Array.from({ length: levels }, (_, level) => level)
  const rows = all.map((a) => sumOf(all, (b) => share(a, b)))
  const columns = all.map((b) => sumOf(all, (a) => share(a, b)))
  const agreement = (a: number, b: number): number => {
    if (weights === 'nominal') return a === b ? 1 : 0
    const distance = Math.abs(a - b) / Math.max(1, levels - 1)
    return 1 - (weights === 'linear' ? distance : distance * distance)
  }
  const over = (value: (a: number, b: number) => number) => sumOf(all, (a) => sumOf(all, (b) => value(a, b)))
  const observed = over((a, b) => agreement(a, b) * share(a, b))
  const expected = over((a, b) => agreement(a, b) * rows[a]! * columns[b]!)
  if (1 - expected < 1e-12) return null
  const kappa = (observed - expected) / (1 - expected)
  const ofRow = all.map((a) => sumOf(all, (b) => columns[b]! * agreement(a, b)))
  const ofColumn = all.map((b) => sumOf(all, (a) => rows[a]! * agreement(a, b)))
  const spread = over(
    (a, b) =>
      share(a, b) * (agreement(a, b) * (1 - expected) - (ofRow[a]! + ofColumn[b]!) * (1 - observed)) ** 2,
  )
  const centre = observed * expected - 2 * expected + observed
  const variance = Math.max(0, (spread - centre ** 2) / (total * (1 - expected) ** 4))
  const half = Z95 * Math.sqrt(variance)
  return { kappa, low: Math.max(-1, kappa - half), high: Math.min(1, kappa + half) }
}

function sumOf(indices: readonly number[], value: (index: number) => number): number {
  return indices.reduce((sum, index) => sum + value(index), 0)
}
