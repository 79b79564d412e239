/** Two-sided 5 %: the normal deviate of every interval here. */
export const Z95 = 1.959963984540054

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
]

/** ln of the gamma function for x > 0 (Lanczos, g = 7; relative error below 1e-13). */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const t = x - 1
  let sum = 0.9999999999998099
  for (const [index, coefficient] of LANCZOS.entries()) sum += coefficient / (t + index + 1)
  const base = t + 7.5
  return Math.log(2 * Math.PI) / 2 + (t + 0.5) * Math.log(base) - base + Math.log(sum)
}

/** ln of n over k; whole numbers. */
export function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
}

const STEPS = 500
const PRECISE = 1e-15
const TINY = 1e-300

/** P(X > x) of a chi-square variate: the upper incomplete gamma function, by series or continued fraction. */
export function chiSquareTail(x: number, degrees: number): number {
  if (!(x > 0)) return 1
  const a = degrees / 2
  const half = x / 2
  const scale = Math.exp(a * Math.log(half) - half - logGamma(a))
  if (half < a + 1) {
    let term = 1 / a
    let sum = term
    for (let i = 1; i < STEPS && term > sum * PRECISE; i++) sum += term *= half / (a + i)
    return Math.max(0, 1 - sum * scale)
  }
  let b = half + 1 - a
  let c = 1 / TINY
  let d = 1 / b
  let h = d
  for (let i = 1; i < STEPS; i++) {
    const an = -i * (i - a)
    b += 2
    d = 1 / nonZero(an * d + b)
    c = nonZero(b + an / c)
    h *= d * c
    if (Math.abs(d * c - 1) < PRECISE) break
  }
  return Math.min(1, h * scale)
}

/** Two-sided tail of Student's t: the incomplete beta function at df/(df + t^2), by Lentz's continued fraction. */
export function studentTails(t: number, degrees: number): number {
  return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5)
}

/** The t whose two tails together hold 5 %. */
export function studentQuantile95(degrees: number): number {
  let low = 0
  let high = 1e4
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2
    if (studentTails(middle, degrees) > 0.05) low = middle
    else high = middle
  }
  return high
}

function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(a * Math.log(x) + b * Math.log(1 - x) + logGamma(a + b) - logGamma(a) - logGamma(b))
  let c = 1
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1))
  let h = d
  for (let m = 1; m < STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonZero(1 + even * d)
    c = nonZero(1 + even / c)
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonZero(1 + odd * d)
    c = nonZero(1 + odd / c)
    h *= d * c
    if (Math.abs(d * c - 1) < PRECISE) break
  }
  return (front * h) / a
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value
}
