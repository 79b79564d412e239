import type { Message } from '../../../../shared/model/message.ts'
import type { Span } from '../../../../shared/model/span.ts'
import { contentId } from '../../content-id.ts'
import { ConversationTrace } from '../../conversation-trace.ts'
import { parseCell } from '../../json-value.ts'
import { messagesFromJson } from '../../messages.ts'
import type { RecordSink } from '../../record-sink.ts'
import { MappedValues } from './mapped-values.ts'
import { roleOf } from './roles.ts'
import { readScores } from './scores.ts'

/** Reads a record that holds a whole run. False where it has no list of messages. `names`: what label files call it. */
export function readRun(values: MappedValues, names: readonly string[], out: RecordSink): boolean {
  const found = parseCell(values.at('messages'))
  if (!Array.isArray(found)) return false
  const messages = found as unknown[]
  const traceId = values.text('traceId') ?? `run-${contentId(values.record)}`
  const startedAt = values.instant('startedAt')
  const about = values.rest(new Set(['messages']))
  const name = values.text('name')
  if (name !== null) about.set('name', name)
  const error = values.text('error')
  if (error !== null) about.set('error', error)
  const trace = new ConversationTrace({ traceId, startedAt, run: about, ...values.common() }, out)
  const calls = messages.flatMap((raw) => {
    const call = tellMessage(
      new MappedValues(values.mapping, raw, values.conversion),
      trace,
      values.text('model'),
    )
    return call ? [call] : []
  })
  endRun(calls, values, error)
  trace.end()
  for (const alias of names) if (alias !== traceId) out.alias(traceId, alias)
  readScores(values.record, values.mapping, { traceId, spanId: null, atUs: startedAt?.us ?? null }, out)
  return true
}

/** A failed run failed at its last call; what it used counts where it is the only call's. */
function endRun(calls: readonly Span[], values: MappedValues, error: string | null): void {
  const last = calls.at(-1)
  if (last && error !== null) {
    last.status = 'error'
    last.statusMessage = error
  }
  if (last && calls.length === 1) fillEmpty(last, values.call())
}

/** Tells a conversation one message. Gives the span where it is an answer of a model. */
export function tellMessage(
  values: MappedValues,
  trace: ConversationTrace,
  runModel: string | null,
): Span | null {
  const { mapping } = values
  const at = values.instant('time')
  let call: Span | null = null
  for (const { message, word } of messagesIn(values)) {
    const { role, agent } = roleOf(word, mapping.roles)
    const said: Message = agent === null ? { ...message, role } : { ...message, role, name: agent }
    if (role === 'assistant') {
      const fields = values.call()
      fields.modelRequested ??= runModel
      fields.modelAnswered ??= runModel
      call = trace.answerOf(said, { at, ...fields, ...(agent !== null && { agentName: agent }) })
      for (const [key, value] of values.rest(SAID)) call.attributes.set(key, value)
    } else if (said.toolCallId !== undefined || role === 'tool') {
      const toolName = values.text('toolName') ?? said.name ?? null
      trace.answerTool({
        toolCallId: said.toolCallId ?? null,
        toolName,
        result: said.text,
        at,
        message: said,
        attributes: values.rest(SAID),
      })
    } else trace.hear(said, { at, rest: values.rest(SAID) })
  }
  return call
}

/** Members of a message that its text, calls and names are read from. */
const SAID: ReadonlySet<string> = new Set(
  'role content text parts type name tool_calls toolCalls tool_call_id toolCallId function_call from value reasoning_content reasoning'.split(
    ' ',
  ),
)

/** The messages of one element: as the mapping says, else in any of the common shapes. */
function messagesIn(values: MappedValues): { message: Message; word: string }[] {
  const { record, mapping } = values
  const role = values.text('role')
  if (mapping.fields.role === undefined && mapping.fields.text === undefined)
    return messagesFromJson(record).map((message) => ({ message, word: message.role }))
  const body = {
    role: role ?? 'unknown',
    content: values.at('text') ?? '',
    tool_calls: parseCell(values.at('toolCalls')),
    tool_call_id: values.text('toolCallId') ?? undefined,
    name: values.text('toolName') ?? undefined,
  }
  // The word is the source's: a reader of messages writes it in small letters.
  return messagesFromJson(body).map((message) => ({ message, word: role ?? message.role }))
}

function fillEmpty(span: Span, fields: Partial<Span>): void {
  span.modelRequested ??= fields.modelRequested ?? null
  span.modelAnswered ??= fields.modelAnswered ?? null
  span.provider ??= fields.provider ?? null
  span.finishReason ??= fields.finishReason ?? null
  span.inputTokens ??= fields.inputTokens ?? null
  span.outputTokens ??= fields.outputTokens ?? null
  span.cachedTokens ??= fields.cachedTokens ?? null
  span.costUsd ??= fields.costUsd ?? null
}
