/**
 * Gives every item a key of its own for React, by name and count: `a`, `b`, `a 2`.
 * For lists that come from a file, where the same name may stand twice and nothing is ever reordered.
 */
export function keyed<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
): { key: string; item: T; index: number }[] {
  const seen = new Map<string, number>()
  return items.map((item, index) => {
    const name = nameOf(item)
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return { key: count === 1 ? name : `${name} ${count}`, item, index }
  })
}
