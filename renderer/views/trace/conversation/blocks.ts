import type { Turn } from '../../../../shared/contract/traces.ts'

/** One block of the conversation: something said, or a tool call with what came back. */
export type Block =
  | { readonly kind: 'said'; readonly key: string; readonly at: number; readonly turn: Turn }
  | {
      readonly kind: 'tool'
      readonly key: string
      /** Place of its first turn in the trace. */
      readonly at: number
      readonly call: Turn | null
      readonly result: Turn | null
      /** Which call of this tool in the trace, from 1. */
      readonly nth: number
    }

/**
 * Puts each tool result beside its call: by the call's id, else to the oldest open call of the same name,
 * else to the call just before. A result without a call stands alone.
 */
export function groupTurns(turns: readonly Turn[]): Block[] {
  const blocks: ({ kind: 'said'; key: string; at: number; turn: Turn } | ToolBlock)[] = []
  const open: ToolBlock[] = []
  const calls = new Map<string, number>()
  turns.forEach((turn, index) => {
    const key = `${turn.spanId}:${turn.path}:${index}`
    if (turn.kind === 'tool_call') {
      const name = turn.name ?? ''
      const nth = (calls.get(name) ?? 0) + 1
      calls.set(name, nth)
      const block: ToolBlock = { kind: 'tool', key, at: index, call: turn, result: null, nth }
      open.push(block)
      blocks.push(block)
      return
    }
    if (turn.kind === 'tool_result') {
      const at = findCall(open, turn)
      const block = open[at]
      if (block !== undefined) {
        block.result = turn
        open.splice(at, 1)
        return
      }
      blocks.push({ kind: 'tool', key, at: index, call: null, result: turn, nth: 0 })
      return
    }
    blocks.push({ kind: 'said', key, at: index, turn })
  })
  return blocks
}

interface ToolBlock {
  kind: 'tool'
  key: string
  at: number
  call: Turn | null
  result: Turn | null
  nth: number
}

function findCall(open: readonly ToolBlock[], result: Turn): number {
  if (result.toolCallId !== null) {
    const byId = open.findIndex((block) => block.call?.toolCallId === result.toolCallId)
    if (byId !== -1) return byId
  }
  const sameSpan = open.findIndex((block) => block.call?.spanId === result.spanId)
  if (sameSpan !== -1) return sameSpan
  return open.findIndex(
    (block) =>
      block.call?.name === result.name && (block.call?.toolCallId === null || result.toolCallId === null),
  )
}

/** Spans that a block shows something of. */
export function spansOf(block: Block): string[] {
  if (block.kind === 'said') return [block.turn.spanId]
  return [block.call?.spanId, block.result?.spanId].filter((id) => id !== undefined)
}

/** How often each tool is called among the blocks. */
export function countCalls(blocks: readonly Block[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const block of blocks) {
    if (block.kind === 'tool' && block.call !== null) {
      const name = block.call.name ?? ''
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  }
  return counts
}
