import type { Turn } from '../../shared/contract/traces.ts'
import type { Message } from '../../shared/model/message.ts'
import type { RecordedSpan } from '../../shared/model/recorded-trace.ts'
import type { AgentRun } from './agent-runs.ts'
import type { HeardMessage } from './message-history.ts'
import { isAnswerRole, type Telling, tellingsOf } from './message-tellings.ts'
import { speakerOf, turnOf } from './turn.ts'

/** Roles whose messages hand a tool's result to the model, and those that repeat what it was asked for. */
const RESULT_ROLE = /^(?:tool|function|tool[-_](?:response|result))$/
const CALL_ROLE = /^tool[-_]calls?$/
/** smolagents begins such a message with the call's id, or its tool's name, in the text. */
const HEADING = 200
const CALLED_NAME = /'name': '([^']{1,100})'/

/** Tells what is new in the messages that a call was given. */
export function tellHistory(
  span: RecordedSpan,
  history: readonly HeardMessage[],
  run: AgentRun,
  turns: Turn[],
): void {
  for (let index = run.told.begin(history); index < history.length; index += 1) {
    const heard = history[index]
    if (heard === undefined) continue
    // Most of a history is known: its texts are not even read.
    const fresh = run.told.hearAll(heard.keys)
    if (fresh === null) continue
    const message = heard.read()
    for (const [part, telling] of tellingsOf(message).entries()) {
      if (!fresh.has(part)) continue
      const known = run.told.isKnown(message.role, telling)
      if (telling.call && !known) run.note(telling.call)
      if (!known && !isKnownResult(message, telling, run))
        turns.push(historyTurn(span, message, telling, `input_messages.${index}.${telling.path}`, run))
    }
  }
}

/** Whether a message only hands on what was told at the span of a tool. */
function isKnownResult({ role, toolCallId }: Message, { kind, text }: Telling, run: AgentRun): boolean {
  if (toolCallId !== undefined) return run.answered.has(toolCallId)
  if (kind !== 'message' || isAnswerRole(role) || role === 'system') return false
  if (RESULT_ROLE.test(role) && [...run.answered].some((id) => text.slice(0, HEADING).includes(id)))
    return true
  return run.told.isResult(text)
}

function historyTurn(
  span: RecordedSpan,
  message: Message,
  telling: Telling,
  path: string,
  run: AgentRun,
): Turn {
  const { role } = message
  const { text, call } = telling
  const toolCallId = call?.id ?? message.toolCallId ?? null
  let { kind } = telling
  let name = call?.name ?? message.name ?? (isAnswerRole(role) ? speakerOf(span) : null)
  if (kind === 'message' && (message.toolCallId !== undefined || RESULT_ROLE.test(role))) {
    name ??= run.nameOf(toolCallId)
    return turnOf(span, { kind: 'tool_result', role, name, text, path, toolCallId }, false)
  }
  if (kind === 'message' && CALL_ROLE.test(role)) {
    kind = 'tool_call'
    name ??= CALLED_NAME.exec(text.slice(0, HEADING))?.[1] ?? null
  }
  return turnOf(span, { kind, role, name, text, path, toolCallId }, false)
}
