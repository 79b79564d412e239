import type { Message } from '../../shared/model/message.ts'
import { shownText } from './attribute-rows.ts'
import type { SpanBody } from './span-body.ts'
import type { SpanFields } from './span-fields.ts'

/** Columns of the `spans` view that evidence may name. */
const COLUMNS = {
  span_id: 'spanId',
  parent_span_id: 'parentSpanId',
  kind: 'kind',
  name: 'name',
  start_us: 'startUs',
  start_sub_ns: 'startSubNs',
  duration_ns: 'durationNs',
  status: 'status',
  error_type: 'errorType',
  service: 'service',
  model_requested: 'modelRequested',
  model_answered: 'modelAnswered',
  provider: 'provider',
  finish_reason: 'finishReason',
  input_tokens: 'inputTokens',
  output_tokens: 'outputTokens',
  cached_tokens: 'cachedTokens',
  cost_usd: 'costUsd',
  agent_name: 'agentName',
  tool_name: 'toolName',
  tool_call_id: 'toolCallId',
} as const satisfies Record<string, keyof SpanFields>

/** The whole text at a path, in the words of Evidence.path; null where the span has nothing there. */
export function spanText(fields: SpanFields, body: SpanBody, path: string): string | null {
  if (path.startsWith('attributes.')) return shownAttribute(body.attribute(path.slice('attributes.'.length)))
  if (path === 'status_message') return body.statusMessage
  if (isColumn(path)) {
    const value = fields[COLUMNS[path]]
    return value === null ? null : String(value)
  }
  const [, list, index, rest] = /^(events|input_messages|output_messages)\.(\d{1,9})\.(.+)$/s.exec(path) ?? []
  if (list === undefined || rest === undefined) return null
  if (list !== 'events') {
    const messages = list === 'input_messages' ? body.inputMessages() : body.outputMessages()
    return messageText(messages[Number(index)], rest)
  }
  const event = body.events()[Number(index)]
  if (rest === 'name') return event?.name ?? null
  if (!rest.startsWith('attributes.')) return null
  return shownAttribute(event?.attributes.get(rest.slice('attributes.'.length)))
}

function messageText(message: Message | undefined, path: string): string | null {
  if (path === 'text') return message?.text ?? null
  if (path === 'reasoning') return message?.reasoning ?? null
  const [, index, part] = /^tool_calls\.(\d{1,9})\.(name|arguments)$/.exec(path) ?? []
  const call = index === undefined ? undefined : message?.toolCalls?.[Number(index)]
  return (part === 'name' ? call?.name : call?.arguments) ?? null
}

function shownAttribute(value: Parameters<typeof shownText>[0] | undefined): string | null {
  return value === undefined ? null : shownText(value)
}

function isColumn(path: string): path is keyof typeof COLUMNS {
  return Object.hasOwn(COLUMNS, path)
}
