/** A source of numbers that look random and are the same for the same seed on every machine. */
export interface SeededChance {
  /** Uniform in [0, 1). */
  unit(): number
  /** Whole number in [0, below). */
  below(limit: number): number
}

/** mulberry32 (public domain): 32 bits of state, enough for resampling and shuffling some thousand items. */
export function seededChance(seed: number): SeededChance {
  let state = seed >>> 0
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return { unit, below: (limit) => Math.floor(unit() * limit) }
}

/** 32-bit FNV-1a of a text's UTF-16 units, its bits mixed once more (murmur3's finaliser): a seed, or a place in a hash order. */
export function hashText(text: string, seed = 0): number {
  let hash = (2166136261 ^ seed) >>> 0
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 16777619)
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
