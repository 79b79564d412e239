import { attributeText } from '../../shared/model/attribute.ts'
import type { RecordedSpan } from '../../shared/model/recorded-trace.ts'
import { looseText, readLooseObject } from './loose-json.ts'
import type { LooseField } from './loose-json.ts'

/** A text that speaks of an error. `offset` is where `text` begins in the value at `path`. */
export interface ErrorField {
  span: RecordedSpan
  path: string
  text: string
  offset: number
}

/** An error says what it is at its beginning or, with a stack before it, at its end. */
const HEAD_LENGTH = 2_048
const TAIL_LENGTH = 2_048
/** Of thousands of exception events on one span the first tell it. */
const EVENT_LIMIT = 20

const ATTRIBUTES = [
  'error.type',
  'error.message',
  'error',
  'error.code',
  'exception.type',
  'exception.message',
  'otel.status_description',
  'gen_ai.error.message',
] as const
/** Not `exception.stacktrace`: it repeats source lines, which are no errors. */
const EVENT_ATTRIBUTES = [
  'exception.type',
  'exception.message',
  'error.type',
  'error.message',
  'message',
] as const

export function isExceptionEvent(name: string): boolean {
  return name === 'exception' || name === 'gen_ai.client.operation.exception' || name === 'error'
}

/** The declared error texts of a span: status message, error type, exception events, error attributes. Never payloads. */
export function readErrorFields(span: RecordedSpan): ErrorField[] {
  const fields: ErrorField[] = []
  const add = (path: string, value: string | null): void => {
    if (value !== null && value !== '') fields.push(...cut(span, path, value))
  }
  add('error_type', span.errorType)
  add('status_message', span.statusMessage)
  for (const [index, event] of span.events().slice(0, EVENT_LIMIT).entries()) {
    if (!isExceptionEvent(event.name)) continue
    for (const key of EVENT_ATTRIBUTES) {
      add(`events.${index}.attributes.${key}`, attributeText(event.attributes.get(key)))
    }
  }
  for (const key of ATTRIBUTES) {
    const value = span.attribute(key)
    if (typeof value !== 'boolean') add(`attributes.${key}`, attributeText(value))
  }
  return fields
}

/** What is read of `value` between `from` and `to`: all of a short stretch, head and tail of a long one. */
export function cut(
  span: RecordedSpan,
  path: string,
  value: string,
  from = 0,
  to = value.length,
): ErrorField[] {
  if (to - from <= HEAD_LENGTH + TAIL_LENGTH)
    return [{ span, path, text: value.slice(from, to), offset: from }]
  return [
    { span, path, text: value.slice(from, from + HEAD_LENGTH), offset: from },
    { span, path, text: value.slice(to - TAIL_LENGTH, to), offset: to - TAIL_LENGTH },
  ]
}

const ECHO_LENGTH = 6
const ECHO_LIMIT = 40

/**
 * What a call was given, in pieces as an error message may repeat them. A search for "error 404" that fails for another
 * reason names its own words again. Pieces are cut at quotes and escapes, which every framework writes differently.
 */
export function readEchoes(span: RecordedSpan): string[] {
  const input = span.inputText()?.slice(0, HEAD_LENGTH)
  if (input === undefined || input.length < ECHO_LENGTH) return []
  const fields = readLooseObject(input, 0)
  const texts = fields === null ? [input] : stringsOf(input, fields)
  return texts
    .flatMap((text) => text.split(/["'\\\n]/))
    .filter((piece) => piece.trim().length >= ECHO_LENGTH)
    .slice(0, ECHO_LIMIT)
}

/** String values of an object and of the objects in it (`{"kwargs": {"query": ...}}`). */
function stringsOf(input: string, fields: readonly LooseField[]): string[] {
  return fields.flatMap((field) => {
    if (field.kind === 'string') return [looseText(input, field)]
    if (field.kind !== 'object') return []
    const inner = readLooseObject(input, field.start) ?? []
    return inner.filter(({ kind }) => kind === 'string').map((item) => looseText(input, item))
  })
}

/** Blanks every echo out of the texts, which keep their length, so that ranges stay true. */
export function blankEchoes(fields: readonly ErrorField[], echoes: readonly string[]): void {
  for (const field of fields) {
    for (const echo of echoes) {
      if (echo.length < field.text.length) field.text = field.text.replaceAll(echo, ' '.repeat(echo.length))
    }
  }
}
