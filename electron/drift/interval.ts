/** 95 % two-sided. */
const Z = 1.96

/**
 * 95 % interval of observed / expected. The count's own limits are Byar's approximation of the exact Poisson ones
 * (Breslow and Day 1987, vol. II, p. 69); the relative variance of the expectation, which the baseline estimated,
 * is added on the log scale.
 */
export function ratioInterval(
  observed: number,
  expected: number,
  relativeVariance: number,
): { ratio: number; low: number; high: number } {
  if (expected <= 0) return { ratio: 0, low: 0, high: 0 }
  const ratio = observed / expected
  const above = observed + 1
  const high = above * (1 - 1 / (9 * above) + Z / (3 * Math.sqrt(above))) ** 3
  const low = observed > 0 ? observed * (1 - 1 / (9 * observed) - Z / (3 * Math.sqrt(observed))) ** 3 : 0
  const widen = (limit: number) =>
    limit <= 0 || observed === 0
      ? limit / expected
      : ratio *
        Math.exp(
          Math.sign(limit - observed) *
            Math.hypot(Math.log(limit / observed), Z * Math.sqrt(relativeVariance)),
        )
  return { ratio, low: Math.max(0, widen(low)), high: widen(high) }
}
