/** Pairs of yes/no outcomes: the same trace judged with ruler a and with ruler b. */
export interface PairedTable {
  both: number
  onlyA: number
  onlyB: number
  neither: number
}

export interface RatioInterval {
  /** Share with the outcome under b over the share under a; null where a never gives it. */
  ratio: number | null
  /** 95 % limits; `high` is Infinity where the data set none. */
  low: number
  high: number
}

/** 95 % two-sided. */
export const Z95 = 1.959964

/**
 * McNemar's exact test, two-sided: given the pairs that disagree, each side is as likely as the other. 1 without any.
 * McNemar 1947; Fagerland, Lydersen and Laake 2017, section 8.5.
 */
export function mcnemarExact({ onlyA, onlyB }: PairedTable): number {
  const n = onlyA + onlyB
  if (n === 0) return 1
  // In logarithms: 2^-n is no number beyond some thousand pairs.
  let term = -n * Math.LN2
  let tail = Math.exp(term)
  for (let k = 1; k <= Math.min(onlyA, onlyB); k++) {
    term += Math.log((n - k + 1) / k)
    tail += Math.exp(term)
  }
  return Math.min(1, 2 * tail)
}

/**
 * Ratio of two paired shares, b over a, with the hybrid Wilson score interval of Bonett and Price (2006, J. Educ. Behav.
 * Stat. 31:417), which Fagerland et al. (2014, Stat. Med. 33:2850) recommend: right for few pairs, and closed.
 */
export function pairedRatio({ both, onlyA, onlyB }: PairedTable): RatioInterval {
  const [a, b, n] = [both + onlyA, both + onlyB, both + onlyA + onlyB]
  if (n === 0) return { ratio: null, low: 0, high: Number.POSITIVE_INFINITY }
  const top = Math.sqrt((onlyA + onlyB + 2) / ((a + 1) * (b + 1)))
  const spread = (count: number) => Math.sqrt((1 - (count + 1) / (n + 2)) / (count + 1))
  const z = (Z95 * top) / (spread(a) + spread(b))
  const [ofA, ofB] = [wilsonLimits(a, n, z), wilsonLimits(b, n, z)]
  return {
    ratio: a > 0 ? b / a : null,
    low: ofB.low / ofA.high,
    high: ofA.low > 0 ? ofB.high / ofA.low : Number.POSITIVE_INFINITY,
  }
}

/** Wilson's score limits (1927) of a share k/n. */
export function wilsonLimits(k: number, n: number, z = Z95): { low: number; high: number } {
  if (n === 0) return { low: 0, high: 1 }
  const z2 = z * z
  const half = z * Math.sqrt(z2 + 4 * k * (1 - k / n))
  const [low, high] = [(2 * k + z2 - half) / (2 * (n + z2)), (2 * k + z2 + half) / (2 * (n + z2))]
  return { low: k === 0 ? 0 : low, high: k === n ? 1 : high }
}
