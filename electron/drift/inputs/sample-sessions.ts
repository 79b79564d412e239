import { hashText } from '../chance/seeded-chance.ts'

/** Sessions drawn by the hash of their id: the same ones every time and on every machine, whatever else is imported. */
export class SessionSample<T> {
  readonly #limit: number
  readonly #seed: number
  #kept: { hash: number; item: T }[] = []
  #highest = Number.POSITIVE_INFINITY

  constructor(limit: number, seed: number) {
    this.#limit = limit
    this.#seed = seed
  }

  /** Keeps the item while its session is among those with the smallest hashes. */
  add(session: string, item: T): void {
    const hash = hashText(session, this.#seed)
    if (hash > this.#highest) return
    this.#kept.push({ hash, item })
    if (this.#kept.length >= 2 * this.#limit) this.#cut()
  }

  #cut(): void {
    this.#kept = this.#kept.toSorted((a, b) => a.hash - b.hash).slice(0, this.#limit)
    this.#highest = this.#kept.length < this.#limit ? Number.POSITIVE_INFINITY : this.#kept.at(-1)!.hash
  }

  items(): T[] {
    this.#cut()
    return this.#kept.map(({ item }) => item)
  }
}

/** Which half of the baseline's sessions a session is in: one is learned from, the other tested. */
export function isLearnedFrom(session: string, seed: number): boolean {
  return hashText(session, seed + 1) % 2 === 0
}
