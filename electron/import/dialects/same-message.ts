import type { Message, ToolCall } from '../../../shared/model/message.ts'

/** True where two messages say the same. */
export function sameMessage(a: Message, b: Message): boolean {
  return (
    a.text === b.text &&
    a.role === b.role &&
    a.toolCallId === b.toolCallId &&
    a.name === b.name &&
    a.reasoning === b.reasoning &&
    sameCalls(a.toolCalls ?? NO_CALLS, b.toolCalls ?? NO_CALLS)
  )
}

function sameCalls(a: readonly ToolCall[], b: readonly ToolCall[]): boolean {
  return (
    a.length === b.length &&
    a.every((call, i) => {
      const other = b[i]
      return call.id === other?.id && call.name === other.name && call.arguments === other.arguments
    })
  )
}

const NO_CALLS: readonly ToolCall[] = []
