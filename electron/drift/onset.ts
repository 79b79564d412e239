/** Onsets are looked for among so many days with data. */
const LOOK_BACK = 60

/**
 * Most likely first day of the rise that still lasts on the last before `to`, not before `from`: the start whose counts since are
 * likeliest under one raised rate against the expected one (Poisson likelihood ratio, X ln r - (r - 1) E with
 * r = X / E). The last day where nothing is above expectation.
 */
export function findOnset(
  observed: ArrayLike<number>,
  expected: ArrayLike<number>,
  from: number,
  to: number,
): number {
  let best = to - 1
  let most = 0
  let fired = 0
  let usual = 0
  for (let day = to - 1; day >= Math.max(from, to - LOOK_BACK); day--) {
    fired += observed[day]!
    usual += expected[day]!
    if (expected[day] === 0 || fired <= usual) continue
    const ratio = fired / usual
    const likelihood = fired * Math.log(ratio) - (ratio - 1) * usual
    if (likelihood > most) {
      most = likelihood
      best = day
    }
  }
  return best
}
