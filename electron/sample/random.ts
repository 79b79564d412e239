/** A seeded source of randomness: the same seed gives the same sample on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  unit(): number
  /** Whole number in [low, high]. */
  whole(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** Lower-case hex digits. */
  hex(digits: number): string
  /** Log-normal around a median. */
  around(median: number, sigma: number): number
  poisson(mean: number): number
}

/** sfc32 over an FNV-1a hash of the seed (both public domain). */
export function seededRandom(seed: string): Random {
  let hash = 2166136261
  for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 16777619)
  let a = hash >>> 0
  let b = Math.imul(hash, 0x9e3779b9) >>> 0
  let c = Math.imul(hash ^ 0x85ebca6b, 0xc2b2ae35) >>> 0
  let d = 1
  const bits = (): number => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return t >>> 0
  }
  for (let i = 0; i < 20; i++) bits()
  const unit = (): number => bits() / 4294967296
  const gauss = (): number => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit())
  return {
    unit,
    whole: (low, high) => low + Math.floor(unit() * (high - low + 1)),
    chance: (probability) => unit() < probability,
    pick: (items) => {
      const item = items[Math.floor(unit() * items.length)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
    hex: (digits) => {
      let text = ''
      while (text.length < digits) text += bits().toString(16).padStart(8, '0')
      return text.slice(0, digits)
    },
    around: (median, sigma) => median * Math.exp(sigma * gauss()),
    poisson: (mean) => {
      if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * gauss()))
      const limit = Math.exp(-mean)
      let count = 0
      let product = unit()
      while (product > limit) {
        count++
        product *= unit()
      }
      return count
    },
  }
}
