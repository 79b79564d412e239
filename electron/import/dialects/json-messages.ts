import { plainValue, SplitText, type AttributeValue } from '../../../shared/model/attribute.ts'
import type { Message } from '../../../shared/model/message.ts'
import type { Span } from '../../../shared/model/span.ts'
import { parseJson } from './attribute-reading.ts'
import { messagesFromJson } from './message-json.ts'
import { readPiece, type SourceMemory, type SplitMessages } from './source-memory.ts'
import { splitArray, type SplitArray } from './split-json.ts'

/** Shorter texts are stored with their span; cutting them gains nothing. */
const MIN_SPLIT_LENGTH = 512
/** Where the list stands inside an object (`{"messages":[...]}`), its name comes this early, at the latest after a system prompt. */
const MAX_NAME_OFFSET = 64 * 1024
const LIST_NAME = /"(messages|contents|input)"\s*:\s*\[/g

const NO_MESSAGES: readonly Message[] = []

/**
 * The messages under an attribute: JSON text of a list or of an object that holds one, or a structured value.
 * A long text is replaced in the attributes by the same text cut at its elements.
 */
export function messagesAt(span: Span, key: string, memory: SourceMemory): readonly Message[] {
  const value = span.attributes.get(key)
  if (value === undefined || value === null) return NO_MESSAGES
  if (value instanceof SplitText) return value.pieces.flatMap((piece) => memory.messagesOf(piece))
  if (typeof value !== 'string') return structuredMessages(value, memory)
  const from = listStart(value)
  if (from < 0) return NO_MESSAGES
  const trace = memory.trace(span.traceId)
  const last = trace.splits.get(key)
  const split = splitArray(value, from, last?.split)
  if (!split) return NO_MESSAGES
  const messages = messagesOfPieces(split, last, memory)
  memory.keepSplit(trace, key, { split, messages })
  replaceByPieces(span, key, value, split)
  return messages.flat()
}

/**
 * Of a history that went on, the pieces before are known and those after are new: looking them up would only cost.
 * A list that begins otherwise than the last (a new trace, a shortened history) is looked up piece by piece.
 */
function messagesOfPieces(
  split: SplitArray,
  last: SplitMessages | undefined,
  memory: SourceMemory,
): readonly (readonly Message[])[] {
  const { pieces, reused } = split
  if (!last) return pieces.map((piece) => memory.messagesOf(piece))
  if (reused > 0 && last.messages.length === reused) {
    return [...last.messages, ...pieces.slice(reused).map(readPiece)]
  }
  const before = new Map(last.split.pieces.map((piece, i) => [piece, last.messages[i]]))
  return pieces.map((piece) => before.get(piece) ?? memory.messagesOf(piece))
}

/** The messages of an answer: new ones nearly always, so they are read at once, neither cut nor looked up. */
export function answerAt(span: Span, key: string, memory: SourceMemory): readonly Message[] {
  const value = span.attributes.get(key)
  if (typeof value !== 'string' || value.charCodeAt(0) !== 91) return messagesAt(span, key, memory)
  const parsed = parseJson(value)
  return Array.isArray(parsed) ? parsed.flatMap(messagesFromJson) : NO_MESSAGES
}

/** Cuts a long JSON list under an attribute without reading it. */
export function splitAt(span: Span, key: string, memory: SourceMemory): void {
  const value = span.attributes.get(key)
  if (typeof value !== 'string' || value.length < MIN_SPLIT_LENGTH) return
  const from = listStart(value)
  if (from < 0) return
  const trace = memory.trace(span.traceId)
  const split = splitArray(value, from, trace.splits.get(key)?.split)
  if (!split) return
  memory.keepSplit(trace, key, { split, messages: [] })
  replaceByPieces(span, key, value, split)
}

function replaceByPieces(span: Span, key: string, text: string, split: SplitArray): void {
  if (text.length < MIN_SPLIT_LENGTH || split.separator === null) return
  span.attributes.set(key, new SplitText(split.open, split.pieces, split.separator, split.close))
}

/** Index of the `[` of the message list, or -1. */
function listStart(text: string): number {
  let at = 0
  while (text.charCodeAt(at) <= 32) at++
  const first = text.charCodeAt(at)
  if (first === 91) return at
  if (first !== 123) return -1
  LIST_NAME.lastIndex = at
  const head = text.length > MAX_NAME_OFFSET ? text.slice(0, MAX_NAME_OFFSET) : text
  return LIST_NAME.test(head) ? LIST_NAME.lastIndex - 1 : -1
}

function structuredMessages(value: AttributeValue, memory: SourceMemory): readonly Message[] {
  const items = Array.isArray(value) ? value : [value]
  return items.flatMap((item) =>
    memory.messagesOf(typeof item === 'string' ? item : JSON.stringify(plainValue(item))),
  )
}
