import { isJsonObject } from '../../json-value.ts'

/** Tags are texts `key:value`, or an object of them; the first of a key counts. */
export class Tags {
  readonly #values = new Map<string, string>()

  constructor(...lists: readonly unknown[]) {
    for (const list of lists) {
      if (Array.isArray(list)) for (const tag of list as unknown[]) this.#add(tag)
      else if (isJsonObject(list)) for (const key of Object.keys(list)) this.#set(key, list[key])
    }
  }

  first(...keys: readonly string[]): string | null {
    for (const key of keys) {
      const value = this.#values.get(key)
      if (value !== undefined) return value
    }
    return null
  }

  #add(tag: unknown): void {
    if (typeof tag !== 'string') return
    const at = tag.indexOf(':')
    if (at > 0) this.#set(tag.slice(0, at), tag.slice(at + 1))
  }

  #set(key: string, value: unknown): void {
    if (typeof value === 'string' && value !== '' && !this.#values.has(key)) this.#values.set(key, value)
  }
}
