import type { Message } from '../../../shared/model/message.ts'
import type { Span } from '../../../shared/model/span.ts'
import type { ConversationTrace } from '../conversation-trace.ts'
import { isJsonObject, textOrNull } from '../json-value.ts'

/** The participant that runs code and answers with what it printed. */
const TERMINAL = /^computer_?terminal$/i
/** Magentic-One's orchestrator writes whom it speaks to, or what it does, into its name. */
const ORCHESTRATOR = /^(.+?) \((->.*|thought|termination condition)\)$/
const EXIT_CODE = /^exitcode: (-?\d+)/

/** Which participant speaks: by `name` where there is one, else by `role` (Magentic-One). Null where nobody does. */
export function speakerOf(entry: unknown): string | null {
  return isJsonObject(entry) ? (textOrNull(entry.name) ?? textOrNull(entry.role)) : null
}

/**
 * Tells a conversation one entry of a log in which several agents talk (AutoGen group chats, Magentic-One): what an agent
 * says is an answer of a model with the id `step-<index>`, what the terminal says the result of a tool, what the person
 * says a prompt. False where the entry is none.
 */
export function tellEntry(trace: ConversationTrace, entry: unknown, index: number): boolean {
  const speaker = speakerOf(entry)
  if (speaker === null || !isJsonObject(entry) || typeof entry.content !== 'string') return false
  const text = entry.content
  const spanId = `step-${index}`
  if (TERMINAL.test(speaker)) {
    const [, code] = EXIT_CODE.exec(text) ?? []
    const failed = code !== undefined && code !== '0'
    trace.answerTool({
      spanId,
      toolName: speaker,
      result: text,
      ...(failed && { status: 'error', statusMessage: text.split('\n', 1)[0] ?? null }),
      message: { role: 'tool', name: speaker, text },
    })
  } else if (speaker === 'human' || index === 0) trace.hear({ role: 'user', text })
  else trace.answerOf(said(speaker, text), { spanId, ...doer(speaker) })
  return true
}

function said(name: string, text: string): Message {
  return { role: 'assistant', name, text }
}

/** The agent behind a name, and what it does as the name of the span. */
function doer(speaker: string): Partial<Span> {
  const [, agent, doing] = ORCHESTRATOR.exec(speaker) ?? []
  return {
    agentName: agent ?? speaker,
    name: doing === undefined ? `chat ${speaker}` : `chat ${agent} (${doing})`,
  }
}
