/** Slots are doubled when this share of them is taken. */
const FULLEST = 0.6
const FIRST_SLOTS = 8192

/**
 * Numbers sessions in the order in which their keys are first seen, without keeping the keys: 64 bits of hash and a
 * number each. Two of a million keys share a hash with a chance of 3 in 100 million.
 */
export class SessionIndex {
  #low = new Uint32Array(FIRST_SLOTS)
  #high = new Uint32Array(FIRST_SLOTS)
  /** Number plus one; 0 is a free slot. */
  #number = new Uint32Array(FIRST_SLOTS)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** Number of a key, from 0; equal to the `size` before where the key is new. */
  numberOf(key: string): number {
    if (this.#size >= this.#number.length * FULLEST) this.#grow()
    const [low, high] = hashOf(key)
    const slot = this.#slotOf(low, high)
    const known = this.#number[slot]!
    if (known > 0) return known - 1
    this.#low[slot] = low
    this.#high[slot] = high
    this.#number[slot] = ++this.#size
    return this.#size - 1
  }

  #slotOf(low: number, high: number): number {
    const mask = this.#number.length - 1
    let slot = low & mask
    while (this.#number[slot]! > 0 && (this.#low[slot] !== low || this.#high[slot] !== high))
      slot = (slot + 1) & mask
    return slot
  }

  #grow(): void {
    const [low, high, number] = [this.#low, this.#high, this.#number]
    this.#low = new Uint32Array(low.length * 2)
    this.#high = new Uint32Array(low.length * 2)
    this.#number = new Uint32Array(low.length * 2)
    for (let i = 0; i < number.length; i++) {
      if (number[i] === 0) continue
      const slot = this.#slotOf(low[i]!, high[i]!)
      this.#low[slot] = low[i]!
      this.#high[slot] = high[i]!
      this.#number[slot] = number[i]!
    }
  }
}

/** Two 32-bit hashes of the text's UTF-16 units (cyrb53's mixing, both halves kept whole). */
function hashOf(text: string): [number, number] {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 2654435761)
    b = Math.imul(b ^ unit, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return [a >>> 0, b >>> 0]
}
