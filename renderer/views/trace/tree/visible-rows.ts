import { isLeaf } from './span-tree.ts'
import type { SpanTree } from './span-tree.ts'

/** The rows that show while the subtrees of `collapsed` rows are shut, in display order. */
export function visibleRows(tree: SpanTree, collapsed: ReadonlySet<number>): Int32Array {
  const rows = new Int32Array(tree.spans.length)
  let count = 0
  for (let row = 0; row < tree.spans.length;) {
    rows[count++] = row
    row = collapsed.has(row) ? (tree.end[row] ?? row + 1) : row + 1
  }
  return rows.subarray(0, count)
}

/** Where `row` stands among the visible rows; where it is hidden, its nearest visible ancestor. -1 in an empty list. */
export function positionOf(visible: Int32Array, row: number): number {
  let low = 0
  let high = visible.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((visible[middle] ?? 0) <= row) low = middle
    else high = middle - 1
  }
  return visible.length === 0 ? -1 : low
}

/**
 * `[`: shuts the deepest level that is still open inside the subtree of `row`;
 * a row with nothing open inside shuts its parent, so that pressing on folds the trace upwards.
 */
export function collapseStep(tree: SpanTree, collapsed: ReadonlySet<number>, row: number): Set<number> {
  const target = isLeaf(tree, row) || collapsed.has(row) ? (tree.parent[row] ?? -1) : row
  const next = new Set(collapsed)
  if (target >= 0) next.add(target)
  return next
}

/** `]`: opens `row`; where it is open already, everything below it. */
export function expandStep(tree: SpanTree, collapsed: ReadonlySet<number>, row: number): Set<number> {
  const next = new Set(collapsed)
  if (next.delete(row)) return next
  const end = tree.end[row] ?? row + 1
  for (const shut of collapsed) if (shut > row && shut < end) next.delete(shut)
  return next
}

/** Opens every row above `row`, so that it shows. Gives the same set back where nothing hid it. */
export function reveal(tree: SpanTree, collapsed: ReadonlySet<number>, row: number): ReadonlySet<number> {
  let next: Set<number> | null = null
  for (let at = tree.parent[row] ?? -1; at >= 0; at = tree.parent[at] ?? -1) {
    if (!collapsed.has(at)) continue
    next ??= new Set(collapsed)
    next.delete(at)
  }
  return next ?? collapsed
}
