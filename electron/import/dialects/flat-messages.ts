import type { Message, ToolCall } from '../../../shared/model/message.ts'
import type { Span } from '../../../shared/model/span.ts'
import { textOf } from './attribute-reading.ts'
import { sameMessage } from './same-message.ts'
import type { SourceMemory } from './source-memory.ts'

/** What one flattened key says: of which message of the list it is, and which part of it. */
export interface FlatKey {
  index: number
  field: FlatField
  /** Index of the content part or tool call, 0 where there is none. */
  part: number
}

export type FlatField =
  | 'role'
  | 'text'
  | 'name'
  | 'toolCallId'
  | 'reasoning'
  | 'partText'
  | 'partType'
  | 'callId'
  | 'callName'
  | 'callArguments'
  | 'other'

/** How a dialect spreads its messages over numbered keys. */
export interface FlatLists {
  /** Prefixes of the keys of the input and of the output list. */
  input: string
  output: string
  /** Reads the key after the prefix (`0.message.role`); null where it belongs to no message. */
  parse(rest: string): FlatKey | null
  /** What each key means, worked out once: keys repeat in every span. */
  known: Map<string, (FlatKey & { output: boolean }) | null>
}

/** Begun anew when that many different keys were seen. */
const MAX_KEYS = 20_000

interface Draft {
  role: string
  text: string | null
  parts: Map<number, { text: string | null; type: string }> | null
  calls: Map<number, ToolCall> | null
  name: string | null
  toolCallId: string | null
  reasoning: string | null
}

/** Sets the messages that stand in flattened keys, unless the span has some. Equal messages of a trace are the same objects. */
export function setFlatMessages(span: Span, lists: FlatLists, memory: SourceMemory): void {
  const input = new Map<number, Draft>()
  const output = new Map<number, Draft>()
  for (const [key, value] of span.attributes) {
    const at = readKey(key, lists)
    if (!at) continue
    const drafts = at.output ? output : input
    let draft = drafts.get(at.index)
    if (!draft) {
      draft = {
        role: '',
        text: null,
        parts: null,
        calls: null,
        name: null,
        toolCallId: null,
        reasoning: null,
      }
      drafts.set(at.index, draft)
    }
    fill(draft, at, typeof value === 'string' ? value : (textOf(value) ?? ''))
  }
  if (span.inputMessages.length === 0 && input.size > 0) {
    span.inputMessages = finish(input, span, lists.input, memory)
  }
  if (span.outputMessages.length === 0 && output.size > 0) {
    span.outputMessages = finish(output, span, lists.output, memory)
  }
}

function finish(
  drafts: Map<number, Draft>,
  span: Span,
  list: string,
  memory: SourceMemory,
): readonly Message[] {
  const { flat } = memory.trace(span.traceId)
  const before = flat.get(list)
  const messages = [...drafts].toSorted(byIndex).map(([, draft], position) => {
    const message = messageOf(draft)
    const last = before?.[position]
    return last && sameMessage(last, message) ? last : memory.shared(message)
  })
  flat.set(list, messages)
  return messages
}

function readKey(key: string, lists: FlatLists): (FlatKey & { output: boolean }) | null {
  const { known } = lists
  const seen = known.get(key)
  if (seen !== undefined) return seen
  if (known.size >= MAX_KEYS) known.clear()
  const output = key.startsWith(lists.output)
  const at =
    output || key.startsWith(lists.input)
      ? lists.parse(key.slice((output ? lists.output : lists.input).length))
      : null
  const meaning = at && { ...at, output }
  known.set(key, meaning)
  return meaning
}

function byIndex(a: [number, unknown], b: [number, unknown]): number {
  return a[0] - b[0]
}

function fill(draft: Draft, { field, part }: FlatKey, value: string): void {
  switch (field) {
    case 'role':
    case 'text':
    case 'name':
    case 'toolCallId':
    case 'reasoning':
      draft[field] = value
      break
    case 'partText':
      partAt(draft, part).text = value
      break
    case 'partType':
      partAt(draft, part).type = value
      break
    case 'callId':
      callAt(draft, part).id = value === '' ? null : value
      break
    case 'callName':
      callAt(draft, part).name = value
      break
    case 'callArguments':
      callAt(draft, part).arguments = value
      break
    case 'other':
      break
  }
}

function partAt(draft: Draft, index: number): { text: string | null; type: string } {
  draft.parts ??= new Map()
  const part = draft.parts.get(index) ?? { text: null, type: 'part' }
  draft.parts.set(index, part)
  return part
}

function callAt(draft: Draft, index: number): ToolCall {
  draft.calls ??= new Map()
  const call = draft.calls.get(index) ?? { id: null, name: '', arguments: '' }
  draft.calls.set(index, call)
  return call
}

function messageOf(draft: Draft): Message {
  const message: Message = { role: draft.role.toLowerCase() || 'unknown', text: draft.text ?? '' }
  if (draft.parts) {
    const texts = draft.text === null ? [] : [draft.text]
    for (const [, part] of [...draft.parts].toSorted(byIndex)) texts.push(part.text ?? `[${part.type}]`)
    message.text = texts.join('\n\n')
  }
  if (draft.name) message.name = draft.name
  if (draft.reasoning) message.reasoning = draft.reasoning
  if (draft.calls) message.toolCalls = [...draft.calls].toSorted(byIndex).map(([, call]) => call)
  if (draft.toolCallId) message.toolCallId = draft.toolCallId
  return message
}
