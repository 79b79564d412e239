import { looseText, readLooseArray, readLooseObject } from './loose-json.ts'
import type { LooseField, LooseValue } from './loose-json.ts'

/** What in an output says that the call failed. Offsets are UTF-16 in the whole output. */
export interface ErrorPayload {
  /** The stretch that proves it: a field with its value, the first line of a text, a page's title. */
  start: number
  end: number
  /** HTTP status the payload names, 400 to 599. */
  status: number | null
  /** What went wrong, in the payload's words. */
  message: string
  /** Stretches that speak of the error: the only ones that may be searched for its cause. */
  parts: readonly { start: number; end: number }[]
}

const TEXT_LENGTH = 2000
/** `{"result": {"response": {"error": ...}}}` is as deep as real payloads wrap an error. */
const WRAP_DEPTH = 3

/** HTTP statuses in use. `"status": 450` of an order count is none. */
export function isErrorStatus(value: number): boolean {
  return (
    (value >= 400 && value <= 431) ||
    value === 451 ||
    value === 499 ||
    (value >= 500 && value <= 511) ||
    (value >= 520 && value <= 530)
  )
}

/**
 * Recognises an output that is an error although the call counts as done: JSON (or a printed Python dict) with
 * `is_error`, `ok` or `success` false, a filled `error`, a `status` of 400 and above; a text that *begins* with Error,
 * Exception or Traceback; a page whose title is `Error 4xx`. Null for everything else, however often it says "error".
 */
export function readErrorPayload(output: string): ErrorPayload | null {
  const at = /^\s{0,100}/.exec(output)![0].length
  if (output[at] === '"') return readQuoted(output)
  return readValue(output, at, 0) ?? readErrorText(output, at) ?? readErrorPage(output)
}

/** A text or object that was written as a JSON string once more. Ranges then cover the beginning of the whole. */
function readQuoted(output: string): ErrorPayload | null {
  if (output.length > TEXT_LENGTH * 50) return readErrorText(output, 1)
  let inner: unknown
  try {
    inner = JSON.parse(output)
  } catch {
    return readErrorText(output, 1)
  }
  if (typeof inner !== 'string' || inner.startsWith('"')) return null
  const found = readErrorPayload(inner)
  if (found === null) return null
  const whole = { start: 0, end: Math.min(output.length, TEXT_LENGTH) }
  return { ...found, ...whole, parts: [whole] }
}

function readValue(text: string, at: number, depth: number): ErrorPayload | null {
  if (depth > WRAP_DEPTH) return null
  const fields = readLooseObject(text, at)
  if (fields !== null) return readErrorObject(text, fields, depth)
  // Parts of a message (`[{"type":"text","text":"Error: ..."}]`), or one error in a list of its own.
  const items = readLooseArray(text, at, 2)
  const only = items?.length === 1 ? items[0] : undefined
  return only?.kind === 'object' ? readValue(text, only.start, depth + 1) : null
}

const STATUS_KEYS = [
  'status',
  'status_code',
  'statusCode',
  'http_status',
  'httpStatus',
  'http_code',
  'response_code',
]
const MESSAGE_KEYS = [
  'message',
  'msg',
  'detail',
  'details',
  'reason',
  'error_message',
  'errorMessage',
  'error_description',
]
const PART_KEYS = new Set([
  ...MESSAGE_KEYS,
  ...STATUS_KEYS,
  'error',
  'errors',
  'error_type',
  'errorType',
  'code',
  'type',
  'title',
])
const WRAP_KEYS = ['content', 'text', 'result', 'output', 'response', 'structuredContent', 'return_value']

function readErrorObject(text: string, fields: readonly LooseField[], depth: number): ErrorPayload | null {
  const named = new Map(fields.map((field) => [field.key, field]))
  const status = readStatus(text, named)
  const found = (field: LooseField): ErrorPayload => describe(text, fields, named, field, status)

  for (const key of ['is_error', 'isError'])
    if (named.get(key)?.kind === 'true') return found(named.get(key)!)
  for (const key of ['ok', 'success', 'succeeded'])
    if (named.get(key)?.kind === 'false') return found(named.get(key)!)
  if (saysSuccess(text, named)) return null
  const error = named.get('error') ?? named.get('Error')
  if (error !== undefined && isFilledError(text, error, named)) return found(error)
  if (status !== null) return found(status.field)
  if (named.has('errorMessage') && named.has('errorType')) return found(named.get('errorMessage')!)
  const errors = named.get('errors')
  // GraphQL: errors beside data that is not there. A linter's list of errors is a result.
  if (errors?.kind === 'array' && errors.end - errors.start > 4 && named.get('data')?.kind === 'null')
    return found(errors)
  const word = named.get('status')
  if (word !== undefined && looseText(text, word).toLowerCase() === 'error') {
    if (fields.length <= 2 || MESSAGE_KEYS.some((key) => named.has(key))) return found(word)
  }
  for (const key of WRAP_KEYS) {
    const inner = named.get(key)
    const payload = inner === undefined ? null : readWrapped(text, inner, depth)
    if (payload !== null) return payload
  }
  return null
}

function readWrapped(text: string, inner: LooseValue, depth: number): ErrorPayload | null {
  if (inner.kind === 'object' || inner.kind === 'array') return readValue(text, inner.start, depth + 1)
  if (inner.kind !== 'string') return null
  const payload = readErrorText(text, inner.start + 1)
  if (payload === null) return null
  const end = Math.min(payload.end, inner.end - 1)
  return { ...payload, end, parts: [{ start: payload.start, end }] }
}

/** A tool that says it went well is believed, whatever its data is about (log entries, incident reports). */
function saysSuccess(text: string, named: ReadonlyMap<string, LooseField>): boolean {
  if (['ok', 'success', 'succeeded'].some((key) => named.get(key)?.kind === 'true')) return true
  if (['is_error', 'isError'].some((key) => named.get(key)?.kind === 'false')) return true
  const status = named.get('status') ?? named.get('status_code') ?? named.get('statusCode')
  return (
    status !== undefined &&
    /^(?:2\d\d|ok|success|succeeded|completed|done)$/i.test(looseText(text, status).slice(0, 20))
  )
}

const NO_ERROR = /^(?:none|null|nil|false|no|0|ok|n\/?a|-|no errors?|success)?\.?$/i

function isFilledError(text: string, error: LooseField, named: ReadonlyMap<string, LooseField>): boolean {
  switch (error.kind) {
    case 'true':
      return true
    case 'string':
      return !NO_ERROR.test(looseText(text, { ...error, end: Math.min(error.end, error.start + 40) }).trim())
    case 'object': {
      const inside = readLooseObject(text, error.start) ?? []
      const code = inside.find((field) => field.key === 'code')
      return inside.length > 0 && (code === undefined || looseText(text, code).trim() !== '0')
    }
    case 'array':
      return error.end - error.start > 2
    case 'number':
      // `"error": 0.03` is a measured deviation; a code comes with a message.
      return (
        isErrorStatus(Number(looseText(text, error))) ||
        (!NO_ERROR.test(looseText(text, error).trim()) &&
          MESSAGE_KEYS.some((key) => named.get(key)?.kind === 'string'))
      )
    case 'false':
    case 'null':
    case 'other':
      return false
    default:
      return error.kind satisfies never
  }
}

function readStatus(
  text: string,
  named: ReadonlyMap<string, LooseField>,
): { value: number; field: LooseField } | null {
  const speaks = named.has('error') || MESSAGE_KEYS.some((key) => named.has(key))
  for (const key of speaks ? [...STATUS_KEYS, 'code', 'error'] : STATUS_KEYS) {
    const field = named.get(key)
    if (field === undefined || (field.kind !== 'number' && field.kind !== 'string')) continue
    const value = Number(looseText(text, field).slice(0, 20))
    if (isErrorStatus(value)) return { value, field }
  }
  return null
}

function describe(
  text: string,
  fields: readonly LooseField[],
  named: ReadonlyMap<string, LooseField>,
  field: LooseField,
  status: { value: number; field: LooseField } | null,
): ErrorPayload {
  const speaking = fields.filter(({ key }) => PART_KEYS.has(key))
  const told = [...MESSAGE_KEYS, 'error', ...WRAP_KEYS]
    .map((key) => named.get(key))
    .find((item) => item !== undefined && item.kind !== 'true' && item.kind !== 'false')
  const inner = named.get('error')
  const innerStatus =
    inner?.kind === 'object'
      ? readStatus(text, new Map((readLooseObject(text, inner.start) ?? []).map((item) => [item.key, item])))
      : null
  return {
    start: text.lastIndexOf(field.key, field.start) - 1,
    end: field.end,
    status: status?.value ?? innerStatus?.value ?? null,
    message: looseText(text, told ?? field).slice(0, TEXT_LENGTH),
    parts: [...speaking, ...(told === undefined ? [] : [told])].map(({ start, end }) => ({
      start,
      end: Math.min(end, start + TEXT_LENGTH),
    })),
  }
}

const OPENING = /^(?:[\s"'`*[(<]|\p{Extended_Pictographic}|\u{fe0f}){0,12}/u
const NAMED = /^(?:Uncaught |Unhandled )?(?:[A-Za-z_][\w.]{0,80})?(?:Error|Exception)\b/
const PLAIN = /^(?:tool_use_)?(?:error|exception)\b/i
/** What follows the word in a report of an error, and not in a text about errors ("Error handling in Python"). */
const FOLLOWS =
  /^(?:\s{0,2}[:!(\]>]|\*\*|\s[45]\d\d\b|\s{1,2}(?:when|while|in|during|executing|calling|occurred|fetching|reading|invoking|from|code|running|parsing|processing|accessing|loading|creating|retrieving)\b|\s{1,2}[-–—]\s|\s{0,3}$|\s{0,2}\n)/
/** `MeanSquaredError: 0.03` is a measurement. */
const MEASURED = /^\s{0,2}:\s{0,3}[-+]?\d{1,15}(?:\.\d{1,15})?%?\s{0,5}$/

function readErrorText(text: string, at: number): ErrorPayload | null {
  const head = text.slice(at, at + TEXT_LENGTH)
  const skipped = OPENING.exec(head)?.[0].length ?? 0
  const body = head.slice(skipped)
  if (!body.startsWith('Traceback (most recent call last)')) {
    const word = NAMED.exec(body) ?? PLAIN.exec(body)
    if (word === null) return null
    const rest = body.slice(word[0].length)
    if (!FOLLOWS.test(rest) || (word[0].length > 9 && MEASURED.test(rest))) return null
  }
  const start = at + skipped
  const line = body.indexOf('\n')
  const end = line < 0 || body.startsWith('Traceback') ? at + head.length : start + line
  const part = { start, end: at + head.length }
  return {
    start,
    end,
    status: null,
    message: body.startsWith('Traceback') ? lastLine(body) : text.slice(start, end),
    parts: [part],
  }
}

/** Python puts what went wrong last. */
function lastLine(text: string): string {
  const lines = text.trimEnd()
  return lines.slice(lines.lastIndexOf('\n') + 1)
}

const REASONS =
  'Bad Request|Unauthorized|Forbidden|Not Found|Internal Server Error|Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out|Too Many Requests|Gone'
/** A page's title at the beginning of its text. "404 Media" is a newspaper: a bare number needs its reason. */
const PAGE_TITLE = new RegExp(
  `(?:^|\\n)(?:Title: |[^\\n]{0,200}<title>)\\s{0,3}(?:Error:? ([45]\\d\\d)\\b[^\\n<]{0,100}|([45]\\d\\d)[ :-]{0,3}(?:${REASONS})[^\\n<]{0,100}|([45]\\d\\d)\\s{0,3}(?=\\n|<|$)|Error\\s{0,3}(?=\\n|<|$))`,
)
/** A page that is no longer than this holds its error and nothing else. */
const ERROR_PAGE_LENGTH = 1000

function readErrorPage(text: string): ErrorPayload | null {
  const found = PAGE_TITLE.exec(text.slice(0, TEXT_LENGTH))
  if (found === null) return null
  const status = Number(found[1] ?? found[2] ?? found[3] ?? Number.NaN)
  const start = found.index + (found[0].startsWith('\n') ? 1 : 0)
  const end = found.index + found[0].trimEnd().length
  const title = { start, end }
  const parts = text.length <= ERROR_PAGE_LENGTH ? [title, { start: end, end: text.length }] : [title]
  return Number.isNaN(status)
    ? { ...title, status: null, message: 'page titled Error', parts }
    : { ...title, status, message: `page titled Error ${status}`, parts }
}
