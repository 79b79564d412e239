interface SeenText {
  kind: string
  agent: string
  label: string
  firstUs: number | null
  text: string | null
}

/** Characters of a text that are compared; and texts of one agent, the latest. */
const COMPARED = 20_000
const MOST_TEXTS = 60

/** For each version with a text: the label of the one of its agent, seen no later, that it shares most words with. */
export function nearestTexts<Row extends SeenText>(rows: readonly Row[]): Map<Row, string> {
  const nearest = new Map<Row, string>()
  const withText = rows.filter(({ text }) => text !== null)
  const groups = Map.groupBy(withText, ({ kind, agent }) => JSON.stringify([kind, agent]))
  for (const group of groups.values()) {
    if (group.length < 2) continue
    const ordered = group.toSorted((a, b) => (a.firstUs ?? 0) - (b.firstUs ?? 0)).slice(-MOST_TEXTS)
    const words = ordered.map(({ text }) => new Set(text!.slice(0, COMPARED).match(/[\p{L}\p{N}_]+/gu)))
    for (const [index, row] of ordered.entries()) {
      let most = -1
      for (let other = index - 1; other >= 0; other--) {
        const likeness = likenessOf(words[index]!, words[other]!)
        // Of two as like, the later is the one it followed.
        if (likeness <= most) continue
        most = likeness
        nearest.set(row, ordered[other]!.label)
      }
    }
  }
  return nearest
}

/** Shared words over all (Dice). */
function likenessOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0
  for (const word of one) if (other.has(word)) shared += 1
  return one.size + other.size === 0 ? 0 : (2 * shared) / (one.size + other.size)
}
