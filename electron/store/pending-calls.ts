import type { ToolCall } from '../../shared/model/message.ts'
import type { RecordedSpan } from '../../shared/model/recorded-trace.ts'

/** Tool calls of one line of conversation that wait for the span that carried them out. */
export class PendingCalls {
  readonly #calls: ToolCall[] = []

  add(call: ToolCall): void {
    this.#calls.push(call)
  }

  /** The call a tool's span answers, by id, name or arguments; it waits no longer. Null where none does. */
  take(span: RecordedSpan): ToolCall | null {
    const input = span.inputText() ?? ''
    const index = [
      (call: ToolCall) => call.id !== null && call.id === span.toolCallId,
      (call: ToolCall) => call.name === (span.toolName ?? span.name),
      // A span is often named after a class, and not as the model knows the tool.
      (call: ToolCall) => hasArguments(input, call.arguments),
    ]
      .map((fits) => this.#calls.findIndex(fits))
      .find((found) => found >= 0)
    return index === undefined ? null : (this.#calls.splice(index, 1)[0] ?? null)
  }
}

/** Whether every argument's value stands in the input of the span. */
function hasArguments(input: string, json: string): boolean {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return false
  }
  if (typeof value !== 'object' || value === null) return false
  const values: unknown[] = Object.values(value)
  return values.length > 0 && values.every((item) => input.includes(inner(item)))
}

/** A value as it stands inside a JSON text. */
function inner(value: unknown): string {
  const json = JSON.stringify(value)
  return typeof value === 'string' ? json.slice(1, -1) : json
}
