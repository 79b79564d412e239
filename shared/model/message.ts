/** A tool call an assistant message asks for. `arguments` is the text as the source holds it (usually JSON). */
export interface ToolCall {
  id: string | null
  name: string
  arguments: string
}

/**
 * One message of a conversation, whatever dialect it came in.
 * `role` is the source's word in lower case (`system`, `user`, `assistant`, `tool`, ...).
 * `text` joins the text parts with a blank line; parts that are no text stand as `[image]`, `[file]` and the like.
 */
export interface Message {
  role: string
  text: string
  name?: string
  reasoning?: string
  toolCalls?: ToolCall[]
  /** For a tool's answer: the call it answers. */
  toolCallId?: string
}
