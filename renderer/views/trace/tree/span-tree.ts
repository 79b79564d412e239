import type { SpanRow } from '../../../../shared/contract/schemas.ts'

/**
 * A trace's spans in display order (depth first, siblings by start time) as parallel arrays:
 * row `i` of every array speaks of `spans[i]`. 100,000 spans need a few milliseconds and no object a row.
 */
export interface SpanTree {
  readonly spans: readonly SpanRow[]
  readonly depth: Uint16Array
  /** Row of the parent, -1 for a root. */
  readonly parent: Int32Array
  /** First row behind the subtree: a row is a leaf where `end[row] === row + 1`. */
  readonly end: Int32Array
  /** Nanoseconds since the start of the trace. */
  readonly start: Float64Array
  /** Nanoseconds; 0 where the source has no end or an end before the start. */
  readonly duration: Float64Array
  /** 1 where the source names a parent that is not in the trace, 2 where parents lead round in a circle. */
  readonly orphan: Uint8Array
  /** Position among its siblings, from 1, and how many they are. */
  readonly position: Int32Array
  readonly siblings: Int32Array
  readonly startUs: number
  /** From the first start to the last end, in nanoseconds; at least 1. */
  readonly lengthNs: number
  readonly rowOf: ReadonlyMap<string, number>
}

/** Orders the spans of one trace as a tree. Spans in a parent cycle or below a missing parent stand as roots. */
export function buildSpanTree(spans: readonly SpanRow[]): SpanTree {
  const count = spans.length
  const order = orderByStart(spans)
  const indexOf = new Map<string, number>()
  spans.forEach((span, index) => {
    if (!indexOf.has(span.spanId)) indexOf.set(span.spanId, index)
  })

  // Children as linked lists in order of start: walk the spans backwards and push each to its parent's front.
  const firstChild = new Int32Array(count).fill(-1)
  const nextSibling = new Int32Array(count).fill(-1)
  const roots: number[] = []
  for (let at = count - 1; at >= 0; at--) {
    const index = order[at] ?? 0
    const parentId = spans[index]?.parentSpanId ?? null
    const parentIndex = parentId === null ? undefined : indexOf.get(parentId)
    if (parentIndex === undefined || parentIndex === index) roots.push(index)
    else {
      nextSibling[index] = firstChild[parentIndex] ?? -1
      firstChild[parentIndex] = index
    }
  }
  roots.reverse()

  const t0 = count === 0 ? 0 : (spans[order[0] ?? 0]?.startUs ?? 0)
  const rows: SpanRow[] = []
  const tree = {
    depth: new Uint16Array(count),
    parent: new Int32Array(count).fill(-1),
    end: new Int32Array(count),
    start: new Float64Array(count),
    duration: new Float64Array(count),
    orphan: new Uint8Array(count),
    position: new Int32Array(count),
    siblings: new Int32Array(count),
  }
  const rowOf = new Map<string, number>()
  const seen = new Uint8Array(count)

  function walk(root: number): void {
    // Row of the open ancestor at each depth; its subtree ends where the next row of its depth or less begins.
    const stack: { index: number; parentRow: number; depth: number }[] = [
      { index: root, parentRow: -1, depth: 0 },
    ]
    while (stack.length > 0) {
      const top = stack.pop()
      if (top === undefined || seen[top.index] === 1) continue
      seen[top.index] = 1
      const span = spans[top.index]
      if (span === undefined) continue
      const row = rows.push(span) - 1
      rowOf.set(span.spanId, row)
      tree.depth[row] = Math.min(top.depth, 65_535)
      tree.parent[row] = top.parentRow
      tree.start[row] = (span.startUs - t0) * 1000 + span.startSubNs
      tree.duration[row] = Math.max(0, span.durationNs ?? 0)
      if (top.parentRow === -1 && span.parentSpanId !== null) {
        tree.orphan[row] = indexOf.has(span.parentSpanId) ? 2 : 1
      }
      const children: number[] = []
      for (let child = firstChild[top.index] ?? -1; child !== -1; child = nextSibling[child] ?? -1) {
        if (seen[child] === 0) children.push(child)
      }
      for (let at = children.length - 1; at >= 0; at--) {
        stack.push({ index: children[at] ?? 0, parentRow: row, depth: top.depth + 1 })
      }
    }
  }
  for (const root of roots) walk(root)
  // What no root reaches hangs in a cycle: it is cut at its earliest span.
  if (rows.length < count) for (const index of order) if (seen[index] === 0) walk(index)

  closeSubtrees(tree.depth, tree.end)
  countSiblings(tree.parent, tree.position, tree.siblings)
  let lengthNs = 1
  for (let row = 0; row < count; row++) {
    lengthNs = Math.max(lengthNs, (tree.start[row] ?? 0) + (tree.duration[row] ?? 0))
  }
  return { ...tree, spans: rows, startUs: t0, lengthNs, rowOf }
}

function orderByStart(spans: readonly SpanRow[]): Int32Array {
  return Int32Array.from(spans, (_, index) => index).toSorted((a, b) => {
    const left = spans[a]
    const right = spans[b]
    if (left === undefined || right === undefined) return 0
    return left.startUs - right.startUs || left.startSubNs - right.startSubNs || a - b
  })
}

function closeSubtrees(depth: Uint16Array, end: Int32Array): void {
  const open: number[] = []
  for (let row = 0; row <= depth.length; row++) {
    const level = row < depth.length ? (depth[row] ?? 0) : -1
    while (open.length > 0 && (depth[open.at(-1) ?? 0] ?? 0) >= level) end[open.pop() ?? 0] = row
    if (row < depth.length) open.push(row)
  }
}

function countSiblings(parent: Int32Array, position: Int32Array, siblings: Int32Array): void {
  const counts = new Map<number, number>()
  for (let row = 0; row < parent.length; row++) {
    const above = parent[row] ?? -1
    const next = (counts.get(above) ?? 0) + 1
    counts.set(above, next)
    position[row] = next
  }
  for (let row = 0; row < parent.length; row++) siblings[row] = counts.get(parent[row] ?? -1) ?? 1
}

/** The rows from the root down to `row`, without it. */
export function ancestorsOf(tree: SpanTree, row: number): number[] {
  const path: number[] = []
  for (let at = tree.parent[row] ?? -1; at >= 0; at = tree.parent[at] ?? -1) path.push(at)
  return path.toReversed()
}

export function isLeaf(tree: SpanTree, row: number): boolean {
  return tree.end[row] === row + 1
}
