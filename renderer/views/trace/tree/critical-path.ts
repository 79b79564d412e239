import type { SpanTree } from './span-tree.ts'

/** A stretch of a span's own time that the trace waited for, in nanoseconds since the trace's start. */
export interface CriticalStretch {
  readonly from: number
  readonly to: number
}

/**
 * What decided how long the trace took: from the end of the root that ends last, always back to the child that ended
 * last before, and down into it. A span that is shortened shortens the trace only where it is in this list. By row;
 * stretches of a row in falling order of time. As in Jaeger's critical path, children that outlive their parent count
 * up to its end.
 */
export function criticalPath(tree: SpanTree): ReadonlyMap<number, readonly CriticalStretch[]> {
  const path = new Map<number, CriticalStretch[]>()
  const root = lastRoot(tree)
  if (root < 0) return path
  const open = [{ row: root, until: endOf(tree, root) }]
  while (open.length > 0) {
    const { row, until } = open.pop() ?? { row: root, until: 0 }
    let cursor = until
    const start = tree.start[row] ?? 0
    for (const child of childrenByEnd(tree, row)) {
      const childStart = tree.start[child] ?? 0
      const childEnd = Math.min(endOf(tree, child), until)
      // What ends later ran beside what is on the path already; what took no time decides nothing.
      if (childEnd > cursor || childEnd <= childStart || childEnd <= start) continue
      add(path, row, childEnd, cursor)
      open.push({ row: child, until: childEnd })
      cursor = Math.max(childStart, start)
    }
    add(path, row, start, cursor)
  }
  return path
}

function lastRoot(tree: SpanTree): number {
  let last = -1
  for (let row = 0; row < tree.spans.length; row = tree.end[row] ?? row + 1) {
    if (last < 0 || endOf(tree, row) > endOf(tree, last)) last = row
  }
  return last
}

function endOf(tree: SpanTree, row: number): number {
  return (tree.start[row] ?? 0) + (tree.duration[row] ?? 0)
}

function childrenByEnd(tree: SpanTree, row: number): number[] {
  const children: number[] = []
  const end = tree.end[row] ?? row + 1
  for (let child = row + 1; child < end; child = tree.end[child] ?? child + 1) children.push(child)
  return children.toSorted((a, b) => endOf(tree, b) - endOf(tree, a) || b - a)
}

function add(path: Map<number, CriticalStretch[]>, row: number, from: number, to: number): void {
  if (to <= from) return
  const stretches = path.get(row)
  if (stretches === undefined) path.set(row, [{ from, to }])
  else stretches.push({ from, to })
}
