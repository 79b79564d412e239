/** What linking needs of a span. */
export interface LinkedId {
  spanId: string
  parentSpanId: string | null
}

/**
 * The position of each span's parent in the list, or -1: no parent named, or not in the list. Where parents form a
 * cycle, the span latest in the list loses its parent. Every span is visited at most twice; nothing recurses.
 */
export function linkParents(spans: readonly LinkedId[]): Int32Array {
  const position = new Map<string, number>()
  for (const [index, span] of spans.entries()) position.set(span.spanId, index)
  const parents = new Int32Array(spans.length)
  for (const [index, span] of spans.entries())
    parents[index] = span.parentSpanId === null ? -1 : (position.get(span.parentSpanId) ?? -1)
  cutCycles(parents)
  return parents
}

function cutCycles(parents: Int32Array): void {
  // The walk a span was first seen in; a walk that meets itself has found a cycle.
  const walkOf = new Int32Array(parents.length).fill(-1)
  for (let start = 0; start < parents.length; start += 1) {
    let at = start
    while (at !== -1 && walkOf[at] === -1) {
      walkOf[at] = start
      at = parents[at] ?? -1
    }
    if (at === -1 || walkOf[at] !== start) continue
    let latest = at
    for (let next = parents[at] ?? -1; next !== at && next !== -1; next = parents[next] ?? -1)
      latest = Math.max(latest, next)
    parents[latest] = -1
  }
}
