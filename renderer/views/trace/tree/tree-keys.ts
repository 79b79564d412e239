import { isLeaf } from './span-tree.ts'
import type { SpanTree } from './span-tree.ts'
import { positionOf } from './visible-rows.ts'

export type TreeMove =
  | { kind: 'select'; row: number }
  | { kind: 'collapse'; row: number }
  | { kind: 'expand'; row: number }

/** Rows that Page Up and Page Down move by. */
const PAGE = 20

/** What a key does in the tree, after the ARIA practices for a treegrid; null where the key is not the tree's. */
export function treeMove(
  key: string,
  tree: SpanTree,
  visible: Int32Array,
  collapsed: ReadonlySet<number>,
  row: number,
): TreeMove | null {
  if (visible.length === 0) return null
  const at = positionOf(visible, row)
  const go = (position: number): TreeMove => ({
    kind: 'select',
    row: visible[Math.min(Math.max(position, 0), visible.length - 1)] ?? row,
  })
  switch (key) {
    case 'ArrowDown':
      return go(at + 1)
    case 'ArrowUp':
      return go(at - 1)
    case 'PageDown':
      return go(at + PAGE)
    case 'PageUp':
      return go(at - PAGE)
    case 'Home':
      return go(0)
    case 'End':
      return go(visible.length - 1)
    case 'ArrowRight':
      if (isLeaf(tree, row)) return null
      return collapsed.has(row) ? { kind: 'expand', row } : { kind: 'select', row: row + 1 }
    case 'ArrowLeft': {
      if (!isLeaf(tree, row) && !collapsed.has(row)) return { kind: 'collapse', row }
      const parent = tree.parent[row] ?? -1
      return parent >= 0 ? { kind: 'select', row: parent } : null
    }
    default:
      return null
  }
}
