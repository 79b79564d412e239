import type { Turn } from '../../shared/contract/traces.ts'
import type { RecordedSpan, RecordedTrace } from '../../shared/model/recorded-trace.ts'
import { AgentRuns } from './agent-runs.ts'
import { tellHistory } from './history-turns.ts'
import { type HeardMessage, MessageHistories } from './message-history.ts'
import { tellingsOf } from './message-tellings.ts'
import { readPayloads } from './payload-turns.ts'
import { lastInside } from './span-order.ts'
import { speakerOf, turnOf } from './turn.ts'

/**
 * A trace read as a conversation, in order of time. What later calls repeat is told once in each agent's run; a tool's
 * result is told at its span where there is one, else where it is handed to the model.
 */
export function readConversation(trace: RecordedTrace): Turn[] {
  if (!trace.spans.some((span) => span.kind === 'llm')) return readPayloads(trace)
  const turns: Turn[] = []
  const runs = new AgentRuns()
  const histories = new MessageHistories()
  // What happens inside a tool is told before its result.
  const last = lastInside(trace.spans)
  const late = new Map<number, { tool: RecordedSpan; callId: string | null }[]>()
  for (const span of trace.spans) {
    if (span.kind === 'llm') tellCall(span, histories.of(span), runs, turns)
    else if (isTool(span)) {
      const callId = tellRequest(span, runs, turns)
      const end = last[span.index] ?? span.index
      late.set(end, [...(late.get(end) ?? []), { tool: span, callId }])
    }
    for (const { tool, callId } of late.get(span.index)?.toReversed() ?? [])
      turns.push(resultTurn(tool, callId))
  }
  return turns
}

function isTool(span: RecordedSpan): boolean {
  return span.kind === 'tool' || span.kind === 'retrieval'
}

function tellCall(span: RecordedSpan, history: HeardMessage[], runs: AgentRuns, turns: Turn[]): void {
  const run = runs.of(span, history)
  tellHistory(span, history, run, turns)
  if (history.length === 0)
    tellText(span, 'user', span.inputText(), `attributes.${span.inputKey}`, turns, false)

  const answers = span.outputMessages()
  const before = turns.length
  for (const [index, message] of answers.entries()) {
    for (const telling of tellingsOf(message)) {
      run.told.answer(telling)
      if (telling.call) run.note(telling.call)
      const { kind, text, call } = telling
      const name = call?.name ?? message.name ?? speakerOf(span)
      const path = `output_messages.${index}.${telling.path}`
      turns.push(
        turnOf(
          span,
          { kind, role: message.role, name, path, text, toolCallId: call?.id },
          turns.length === before,
        ),
      )
    }
  }
  if (turns.length > before) return
  if (answers.length === 0 && span.outputText())
    tellText(span, 'assistant', span.outputText(), `attributes.${span.outputKey}`, turns, true)
  else if (span.status === 'error')
    tellText(span, 'assistant', span.statusMessage, 'status_message', turns, true)
}

/** Tells what a tool was asked for, where no message of the model has. Returns the id of the call. */
function tellRequest(span: RecordedSpan, runs: AgentRuns, turns: Turn[]): string | null {
  const run = runs.of(span)
  const call = run.calls.take(span)
  const callId = call?.id ?? span.toolCallId
  if (callId !== null) run.answered.add(callId)
  run.told.result(span.outputText() ?? '', callId)
  if (call) return callId
  const role = span.requestedBy ?? 'assistant'
  const name = span.toolName ?? span.name
  turns.push(
    turnOf(
      span,
      {
        kind: 'tool_call',
        role: role === 'agent' ? 'assistant' : role,
        name,
        text: span.inputText() ?? '',
        path: span.inputKey === null ? 'tool_name' : `attributes.${span.inputKey}`,
        toolCallId: callId,
      },
      false,
    ),
  )
  return callId
}

function resultTurn(span: RecordedSpan, callId: string | null): Turn {
  const output = span.outputText()
  const failed = output === null && span.statusMessage !== null
  return turnOf(
    span,
    {
      kind: 'tool_result',
      role: 'tool',
      name: span.toolName ?? span.name,
      text: (failed ? span.statusMessage : output) ?? '',
      path: failed || span.outputKey === null ? 'status_message' : `attributes.${span.outputKey}`,
      toolCallId: callId,
    },
    true,
  )
}

function tellText(
  span: RecordedSpan,
  role: string,
  text: string | null,
  path: string,
  turns: Turn[],
  own: boolean,
): void {
  if (text === null || text.trim() === '') return
  turns.push(turnOf(span, { kind: 'message', role, name: speakerOf(span), text, path }, own))
}
