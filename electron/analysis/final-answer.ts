import type { ToolCall } from '../../shared/model/message.ts'
import type { RecordedSpan } from '../../shared/model/recorded-trace.ts'
import type { AgentRun } from './agent-runs.ts'
import { toolOf } from './agent-runs.ts'
import { canonicalArguments, isArgless } from './canonical-json.ts'
import { isToolCall } from './span-tree.ts'

/** What a run ends with: a text at a path of a span, as Evidence counts it. */
export interface FinalAnswer {
  span: RecordedSpan
  path: string
  text: string
}

/**
 * Tools that end a run: their argument is the answer, or the work is handed to a person. `FinalAnswerTool`
 * (smolagents), `submit` (SWE-agent, Inspect), `finish` (OpenHands), `transfer_to_human_agents` (tau-bench),
 * `mark_task_complete` (Terminus).
 */
const ENDING =
  /^(?:final_?answer|submit|finish|done|complete|task_?complete|mark_task_complete|attempt_completion|respond|reply|answer|end|stop|exit|terminate|give_?up|transfer_to_human\w*|escalate\w*|ask_(?:user|human|followup_question)\w*|structured_?output)(?:_?(?:tool|task|result|response|answer|run|conversation|to_user))?$/i

/** True for a tool by which an agent says that it is done. */
export function endsRun(tool: string): boolean {
  // Behind what marks where the tool comes from: `mcp__desk__submit`, `functions.submit`.
  return ENDING.test(tool.slice(0, 200).replace(/^.*(?:__|[.:/])/, ''))
}

/** The model's last word, the argument of the tool that ends the run, or the output of its agent; null where there is none. */
export function finalAnswerOf(run: AgentRun): FinalAnswer | null {
  const last = run.steps.at(-1)
  if (last === undefined) return null
  const told = isToolCall(last) ? answerOfTool(run, last) : answerOfModel(last)
  return told ?? (run.steps.includes(run.owner) ? null : outputOf(run.owner, run.steps))
}

/** A tool that ends the run may be recorded with its argument, or only as the call of the model before it. */
function answerOfTool(run: AgentRun, last: RecordedSpan): FinalAnswer | null {
  if (!endsRun(toolOf(last))) return null
  const input = last.inputText()
  if (input !== null && last.inputKey !== null && !isArgless(canonicalArguments(input.slice(0, 1000))))
    return { span: last, path: `attributes.${last.inputKey}`, text: input }
  const asked = run.steps.findLast(({ kind }) => kind === 'llm')
  const spoken = asked === undefined ? null : (answerOfModel(asked) ?? textOf(asked))
  return spoken ?? { span: last, path: 'tool_name', text: toolOf(last) }
}

function answerOfModel(span: RecordedSpan): FinalAnswer | null {
  const messages = span.outputMessages()
  for (let index = messages.length - 1; index >= 0; index--) {
    const calls = messages[index]!.toolCalls ?? []
    const ending = calls.findIndex(({ name }) => endsRun(name))
    if (ending >= 0) return answerOfCall(span, index, ending, calls[ending]!)
    if (calls.length > 0) return null
  }
  return textOf(span)
}

function answerOfCall(span: RecordedSpan, message: number, at: number, call: ToolCall): FinalAnswer {
  const path = `output_messages.${message}.tool_calls.${at}`
  return call.arguments === ''
    ? { span, path: `${path}.name`, text: call.name }
    : { span, path: `${path}.arguments`, text: call.arguments }
}

/** The last text of a model call, whether or not it calls tools as well. */
export function textOf(span: RecordedSpan): FinalAnswer | null {
  const messages = span.outputMessages()
  for (let index = messages.length - 1; index >= 0; index--) {
    const { text } = messages[index]!
    if (text.trim() !== '') return { span, path: `output_messages.${index}.text`, text }
  }
  // Some exports hold a completion as plain text and no message.
  return messages.length > 0 ? null : outputOf(span, [])
}

function outputOf(span: RecordedSpan, steps: readonly RecordedSpan[]): FinalAnswer | null {
  const output = span.outputText()
  if (output === null || span.outputKey === null || /^\s*(?:|""|null|none|\{\}|\[\])\s*$/i.test(output))
    return null
  // A framework that gives the last tool's result as the output of the run has given no answer of its own.
  const last = steps.at(-1)
  if (last !== undefined && last !== span && isToolCall(last) && last.outputText() === output) return null
  return { span, path: `attributes.${span.outputKey}`, text: output }
}
