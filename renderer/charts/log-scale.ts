/** Powers of ten a logarithmic axis bears lines at, both ends inclusive. */
export interface Decades {
  low: number
  high: number
}

/** Below a thousandth of the threshold nothing is worth telling apart. */
const LEAST = -3
const MOST = 6

/** The decades of an axis that fits all values, from a thousandth up to at least ten. */
export function decadesOf(values: readonly number[]): Decades {
  const highest = Math.max(1, ...values)
  return { low: LEAST, high: Math.min(MOST, Math.max(1, Math.ceil(Math.log10(highest) + 0.05))) }
}

/** Pixel of a value on an axis from `bottom` up to `top`; what lies beyond is drawn at the edge, 0 included. */
export function logY({ low, high }: Decades, top: number, bottom: number): (value: number) => number {
  return (value) => {
    const power = value > 0 ? Math.log10(value) : low
    const share = (Math.min(high, Math.max(low, power)) - low) / (high - low)
    return bottom - share * (bottom - top)
  }
}
