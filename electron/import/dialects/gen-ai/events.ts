import { plainValue, type AttributeValue, type Attributes } from '../../../../shared/model/attribute.ts'
import type { Message } from '../../../../shared/model/message.ts'
import type { Span, SpanEvent } from '../../../../shared/model/span.ts'
import { firstText, parseJson } from '../attribute-reading.ts'
import { messagesFromJson } from '../message-json.ts'
import type { SourceMemory } from '../source-memory.ts'

const ROLES: ReadonlyMap<string, string> = new Map([
  ['gen_ai.system.message', 'system'],
  ['gen_ai.user.message', 'user'],
  ['gen_ai.assistant.message', 'assistant'],
  ['gen_ai.tool.message', 'tool'],
])

/** Messages that stand in events of the span: conventions up to 1.36 (`gen_ai.user.message`, `gen_ai.choice`), 1.27 (`gen_ai.content.*`), and the details event. */
export function readEventMessages(span: Span, memory: SourceMemory): void {
  const input: Message[] = []
  const output: Message[] = []
  for (const event of span.events) {
    if (!event.name.startsWith('gen_ai.')) continue
    const role = ROLES.get(event.name)
    if (role) input.push(...shared(memory, withRole(bodyOf(event), role)))
    else if (event.name === 'gen_ai.choice') {
      output.push(...shared(memory, withRole(bodyOf(event), 'assistant')))
      span.finishReason ??= finishReasonOf(event)
    } else if (event.name === 'gen_ai.content.prompt')
      input.push(...listed(memory, event, 'gen_ai.prompt', 'user'))
    else if (event.name === 'gen_ai.content.completion') {
      output.push(...listed(memory, event, 'gen_ai.completion', 'assistant'))
    } else if (event.name === 'gen_ai.client.inference.operation.details') {
      input.push(...listed(memory, event, 'gen_ai.input.messages', 'user'))
      output.push(...listed(memory, event, 'gen_ai.output.messages', 'assistant'))
    }
  }
  if (span.inputMessages.length === 0 && input.length > 0) span.inputMessages = input
  if (span.outputMessages.length === 0 && output.length > 0) span.outputMessages = output
}

interface Body {
  readonly [key: string]: unknown
}

/** What an event says: its log body, the JSON under `gen_ai.event.content`, or its attributes themselves. */
function bodyOf({ attributes }: SpanEvent): Body {
  const held = attributes.get('body') ?? attributes.get('gen_ai.event.content')
  const body = typeof held === 'string' ? (parseJson(held) ?? { content: held }) : plain(held)
  if (isBody(body)) return isBody(body.message) ? { ...body, ...body.message } : body
  return fromAttributes(attributes)
}

function fromAttributes(attributes: Attributes): Body {
  const read = (key: string): unknown => {
    const value = attributes.get(key)
    const text = typeof value === 'string' && /^\s*[[{]/.test(value) ? parseJson(value) : undefined
    return text ?? plain(value)
  }
  const message = read('message')
  const base = isBody(message) ? message : { content: attributes.get('message') }
  return {
    role: read('role') ?? base.role,
    content: plain(attributes.get('content')) ?? base.content,
    tool_calls: read('tool_calls') ?? base.tool_calls,
    tool_call_id: read('id') ?? read('tool_call_id'),
    name: read('name'),
  }
}

function withRole(body: Body, role: string): Message[] {
  const given = typeof body.role === 'string' ? body.role : role
  const callId = body.tool_call_id ?? (given === 'tool' ? body.id : undefined)
  return messagesFromJson({ ...body, role: given, tool_call_id: callId })
}

function listed(memory: SourceMemory, event: SpanEvent, key: string, role: string): Message[] {
  const value = event.attributes.get(key)
  if (value === undefined || value === null) return []
  const parsed = typeof value === 'string' ? parseJson(value) : plain(value)
  const items = Array.isArray(parsed) ? (parsed as unknown[]) : [parsed ?? { role, content: value }]
  return items.flatMap((item) =>
    shared(memory, isBody(item) ? withRole(item, role) : messagesFromJson({ role, content: item })),
  )
}

function finishReasonOf(event: SpanEvent): string | null {
  const reason = bodyOf(event).finish_reason ?? event.attributes.get('finish_reason')
  return typeof reason === 'string' ? firstText(reason) : null
}

function shared(memory: SourceMemory, messages: Message[]): Message[] {
  return messages.map((message) => memory.shared(message))
}

function plain(value: AttributeValue | undefined): unknown {
  return value === undefined ? undefined : plainValue(value)
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
