import type { FindingRow } from '../../../../shared/contract/schemas.ts'
import { ancestorsOf } from '../tree/span-tree.ts'
import type { SpanTree } from '../tree/span-tree.ts'
import { spansOf } from './blocks.ts'
import type { Block } from './blocks.ts'

/** One row of the conversation as it is drawn. `level`: how many agents stand above the one that speaks. */
export type ConversationItem =
  | {
      readonly kind: 'agent'
      readonly key: string
      readonly row: number
      readonly level: number
      readonly again: boolean
    }
  | {
      readonly kind: 'findings'
      readonly key: string
      readonly findings: readonly FindingRow[]
      readonly level: number
    }
  | { readonly kind: 'block'; readonly key: string; readonly block: Block; readonly level: number }

/**
 * Puts a heading wherever another agent takes over, and each finding in front of the first block that shows its span
 * or something below it. Findings about what no block shows (the trace as a whole) come first of all.
 * Coverage findings speak of the export, not of what was said: they stay in their own tab.
 * While blocks are still missing (`isWhole` false), findings without a block wait for theirs.
 */
export function arrange(
  blocks: readonly Block[],
  tree: SpanTree,
  findings: readonly FindingRow[],
  isWhole = true,
): ConversationItem[] {
  const homes = findHomes(blocks, tree, findings, isWhole)
  const items: ConversationItem[] = []
  const homeless = homes.get(-1)
  if (homeless !== undefined) items.push({ kind: 'findings', key: 'findings', findings: homeless, level: 0 })
  const seen = new Set<number>()
  let speaking = -1
  blocks.forEach((block, index) => {
    const row = tree.rowOf.get(spansOf(block)[0] ?? '') ?? -1
    const agents = agentsAbove(tree, row)
    const agent = agents.at(-1) ?? -1
    const level = Math.max(0, agents.length - 1)
    if (agent !== speaking && agent !== -1) {
      items.push({ kind: 'agent', key: `agent:${agent}:${index}`, row: agent, level, again: seen.has(agent) })
      seen.add(agent)
    }
    speaking = agent
    const here = homes.get(index)
    if (here !== undefined)
      items.push({ kind: 'findings', key: `findings:${block.key}`, findings: here, level })
    items.push({ kind: 'block', key: block.key, block, level })
  })
  return items
}

/** Rows of the agents a span runs under, itself included, outermost first. */
function agentsAbove(tree: SpanTree, row: number): number[] {
  if (row < 0) return []
  return [...ancestorsOf(tree, row), row].filter((at) => tree.spans[at]?.kind === 'agent')
}

/** Index of the block each finding stands before, -1 for none. */
function findHomes(
  blocks: readonly Block[],
  tree: SpanTree,
  findings: readonly FindingRow[],
  isWhole: boolean,
): Map<number, FindingRow[]> {
  const firstOf = new Map<string, number>()
  const rows: { row: number; index: number }[] = []
  blocks.forEach((block, index) => {
    for (const spanId of spansOf(block)) {
      if (firstOf.has(spanId)) continue
      firstOf.set(spanId, index)
      const row = tree.rowOf.get(spanId)
      if (row !== undefined) rows.push({ row, index })
    }
  })
  const homes = new Map<number, FindingRow[]>()
  for (const finding of findings) {
    if (finding.class === 'G') continue
    const row = tree.rowOf.get(finding.spanId) ?? -1
    const end = tree.end[row] ?? 0
    const isWholeTrace = row >= 0 && tree.parent[row] === -1 && end > row + 1
    let home = firstOf.get(finding.spanId)
    if (home === undefined && row >= 0 && !isWholeTrace) {
      home = rows.find((entry) => entry.row >= row && entry.row < end)?.index
    }
    if (home === undefined && !isWhole && !isWholeTrace) continue
    const list = homes.get(home ?? -1)
    if (list === undefined) homes.set(home ?? -1, [finding])
    else list.push(finding)
  }
  return homes
}

/** The item to show for a span: its findings, else its block, else the first block of something below it. -1 where none is there. */
export function itemOfSpan(items: readonly ConversationItem[], tree: SpanTree, row: number): number {
  const spanId = tree.spans[row]?.spanId
  const own = items.findIndex(
    (item) =>
      (item.kind === 'findings' && item.findings.some((finding) => finding.spanId === spanId)) ||
      (item.kind === 'block' && spansOf(item.block).some((id) => id === spanId)) ||
      (item.kind === 'agent' && item.row === row),
  )
  if (own !== -1) return own
  const end = tree.end[row] ?? row + 1
  return items.findIndex((item) => {
    if (item.kind !== 'block') return false
    return spansOf(item.block).some((id) => {
      const at = tree.rowOf.get(id) ?? -1
      return at >= row && at < end
    })
  })
}
