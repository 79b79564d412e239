/**
 * A bounded map that forgets what was not asked for lately: two generations, the older dropped whole when the
 * newer is full. Cheaper per look-up than an exact order of use.
 */
export class RecentMap<K, V> {
  readonly #limit: number
  readonly #sizeOf: (value: V, key: K) => number
  #size = 0
  #young = new Map<K, V>()
  #old = new Map<K, V>()

  /** `limit` bounds the summed sizes of one generation; at most twice as much is held, a single larger entry excepted. */
  constructor(limit: number, sizeOf: (value: V, key: K) => number) {
    this.#limit = limit
    this.#sizeOf = sizeOf
  }

  get(key: K): V | undefined {
    const young = this.#young.get(key)
    if (young !== undefined) return young
    const old = this.#old.get(key)
    if (old !== undefined) this.set(key, old)
    return old
  }

  set(key: K, value: V): void {
    const size = this.#sizeOf(value, key)
    if (this.#size > 0 && this.#size + size > this.#limit) {
      this.#old = this.#young
      this.#young = new Map()
      this.#size = 0
    }
    this.#young.set(key, value)
    this.#size += size
  }
}
