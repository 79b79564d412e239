import { spanLabel } from './span-label.ts'
import type { SpanTree } from './span-tree.ts'

/** The rows whose name, tool, agent, model or id holds all the words, in display order. */
export function findSpans(tree: SpanTree, text: string): Int32Array {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return new Int32Array(0)
  const known = new Map<string, boolean>()
  const rows: number[] = []
  tree.spans.forEach((span, row) => {
    const told = `${spanLabel(span)} ${span.name} ${span.model ?? ''} ${span.agentName ?? ''}`
    let matches = known.get(told)
    if (matches === undefined) {
      const lower = told.toLowerCase()
      matches = words.every((word) => lower.includes(word))
      known.set(told, matches)
    }
    if (matches || span.spanId === text.trim()) rows.push(row)
  })
  return Int32Array.from(rows)
}

/** The match behind (or, backwards, before) a row, around the end; null where there is none. */
export function nextMatch(matches: Int32Array, row: number, backwards: boolean): number | null {
  if (matches.length === 0) return null
  if (!backwards) return matches.find((match) => match > row) ?? matches[0] ?? null
  return matches.findLast((match) => match < row) ?? matches.at(-1) ?? null
}
