/** Sessions with a verdict and those that fired, per stratum (segment). */
export interface Strata {
  n: readonly number[]
  k: readonly number[]
}

export interface MixSplit {
  /** Part of the difference that the change of the shares explains, and the part the changed rates do. */
  mix: number
  behaviour: number
  before: number
  after: number
}

/**
 * Kitagawa's split (1955) of the difference of two rates:
 * mix = sum (w1 - w0)(r0 + r1)/2, behaviour = sum (r1 - r0)(w0 + w1)/2; mix + behaviour = after - before.
 * A stratum without verdicts on one side has no rate there: `usual[s]` stands in before, else the other side's rate.
 */
export function splitDifference(before: Strata, after: Strata, usual?: readonly (number | null)[]): MixSplit {
  const total0 = sum(before.n)
  const total1 = sum(after.n)
  const split = {
    mix: 0,
    behaviour: 0,
    before: total0 > 0 ? sum(before.k) / total0 : 0,
    after: total1 > 0 ? sum(after.k) / total1 : 0,
  }
  if (total0 === 0 || total1 === 0) return { ...split, behaviour: split.after - split.before }
  for (let s = 0; s < Math.max(before.n.length, after.n.length); s++) {
    const n0 = before.n[s] ?? 0
    const n1 = after.n[s] ?? 0
    if (n0 === 0 && n1 === 0) continue
    const own1 = n1 > 0 ? (after.k[s] ?? 0) / n1 : null
    const r0 = n0 > 0 ? (before.k[s] ?? 0) / n0 : (usual?.[s] ?? own1 ?? 0)
    const r1 = own1 ?? r0
    const w0 = n0 / total0
    const w1 = n1 / total1
    split.mix += ((w1 - w0) * (r0 + r1)) / 2
    split.behaviour += ((r1 - r0) * (w0 + w1)) / 2
  }
  return split
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0)
}
