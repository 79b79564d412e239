import type { Message } from '../../shared/model/message.ts'
import type { Attributes } from '../../shared/model/attribute.ts'
import { shownText } from './attribute-rows.ts'
import type { ReadConnection } from './connection.ts'
import { readBody } from './span-body.ts'
import { readStoredSpans, type StoredSpan } from './stored-span.ts'

/** One text of a span, and where it stands in it, in the words of Evidence.path. */
export interface SpanTextAt {
  spanId: string
  path: string
  text: string
}

const COLUMNS = [
  ['name', 'name'],
  ['error_type', 'errorType'],
  ['tool_name', 'toolName'],
  ['agent_name', 'agentName'],
] as const satisfies readonly (readonly [string, keyof StoredSpan])[]

/** Every text of a trace that can be searched, span by span: messages before the attributes that repeat them. */
export function* textsOfTrace(connection: ReadConnection, trace: number): Generator<SpanTextAt> {
  const { contents } = connection
  for (const row of readStoredSpans(connection, trace)) {
    const { spanId } = row
    const body = readBody(contents, row.block, row.at, row.length)
    for (const [path, field] of COLUMNS) {
      const text = row[field]
      if (text !== null) yield { spanId, path, text }
    }
    const status = body.statusMessage
    if (status !== null) yield { spanId, path: 'status_message', text: status }
    for (const message of textsOfMessages('input_messages', body.inputMessages()))
      yield { spanId, ...message }
    for (const message of textsOfMessages('output_messages', body.outputMessages()))
      yield { spanId, ...message }
    for (const attribute of textsOfAttributes('attributes', body.attributes())) yield { spanId, ...attribute }
    for (const [index, event] of body.events().entries()) {
      const path = `events.${index}`
      yield { spanId, path: `${path}.name`, text: event.name }
      for (const attribute of textsOfAttributes(`${path}.attributes`, event.attributes))
        yield { spanId, ...attribute }
    }
  }
}

type TextAt = Omit<SpanTextAt, 'spanId'>

function* textsOfMessages(list: string, messages: readonly Message[]): Generator<TextAt> {
  for (const [index, { text, reasoning, toolCalls }] of messages.entries()) {
    const path = `${list}.${index}`
    if (text !== '') yield { path: `${path}.text`, text }
    if (reasoning) yield { path: `${path}.reasoning`, text: reasoning }
    for (const [call, { name, arguments: argument }] of (toolCalls ?? []).entries()) {
      yield { path: `${path}.tool_calls.${call}.name`, text: name }
      yield { path: `${path}.tool_calls.${call}.arguments`, text: argument }
    }
  }
}

function* textsOfAttributes(path: string, attributes: Attributes): Generator<TextAt> {
  for (const [key, value] of attributes) {
    // Numbers, and bytes in base64, are not what a person looks for by their characters.
    if (
      value === null ||
      typeof value === 'number' ||
      typeof value === 'boolean' ||
      value instanceof Uint8Array
    )
      continue
    yield { path: `${path}.${key}`, text: shownText(value) }
  }
}
