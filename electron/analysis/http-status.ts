import { attributeText } from '../../shared/model/attribute.ts'
import type { RecordedSpan } from '../../shared/model/recorded-trace.ts'
import { isErrorStatus } from './error-payload.ts'

/** An HTTP error status and where it stands. */
export interface ErrorStatus {
  code: number
  span: RecordedSpan
  path: string
  start: number
  end: number
}

/** Semantic conventions of 2023 and before, and what the instrumentations of models write. */
const KEYS = [
  'http.response.status_code',
  'http.status_code',
  'llm.response.status_code',
  'gen_ai.response.status_code',
] as const
/** gRPC status codes and the HTTP status each stands for (google.rpc.Code). */
const GRPC = new Map([
  [4, 504],
  [5, 404],
  [7, 403],
  [8, 429],
  [14, 503],
  [16, 401],
])

/** The error status a span's attributes name; null for success and where there is none. */
export function readHttpStatus(span: RecordedSpan): ErrorStatus | null {
  for (const key of [...KEYS, 'error.type', 'error.code']) {
    const text = attributeText(span.attribute(key))
    const code = text !== null && text.length <= 5 ? Number(text) : Number.NaN
    if (isErrorStatus(code)) return { code, span, path: `attributes.${key}`, start: 0, end: text!.length }
  }
  const type = span.errorType
  if (type !== null && type.length <= 5 && isErrorStatus(Number(type))) {
    return { code: Number(type), span, path: 'error_type', start: 0, end: type.length }
  }
  const grpc = attributeText(span.attribute('rpc.grpc.status_code'))
  const code = grpc === null ? undefined : GRPC.get(Number(grpc))
  return code === undefined
    ? null
    : { code, span, path: 'attributes.rpc.grpc.status_code', start: 0, end: grpc!.length }
}

const REASONS =
  'bad request|unauthorized|payment required|forbidden|not found|request timeout|conflict|payload too large|request entity too large|unprocessable entity|too many requests|internal server error|bad gateway|service unavailable|service temporarily unavailable|gateway time-?out|overloaded'
/** "Error code: 429", "status_code=503", "HTTP/1.1 502", "upstream 503"; an exit code or a bare number is none. */
const SAID = new RegExp(
  `(?<!exit[ _])\\b(?:http(?:\\/\\d(?:\\.\\d)?)?|(?:http[ _])?status(?:[ _]?code)?|error(?:[ _]code)?|code|upstream|response|responded with|returned|got)["']?\\s{0,3}[:=]?\\s{0,3}\\(?["']?([45]\\d\\d)(?![\\d.]\\d|[\\d-])\\b`,
  'gi',
)
/** "429 Too Many Requests", "503: Service Unavailable", "404 Client Error". */
const WITH_REASON = new RegExp(
  `\\b([45]\\d\\d)["']?[\\s:,)-]{1,3}["']?(?:(?:client|server) error|${REASONS})`,
  'gi',
)

/** The first HTTP error status a text speaks of as one, with the range of the words that say so. */
export function findStatus(text: string): { code: number; start: number; end: number } | null {
  // The patterns go back and forth over text that has no such number at all.
  if (!/[45]\d\d/.test(text)) return null
  let first: { code: number; start: number; end: number } | null = null
  for (const pattern of [SAID, WITH_REASON]) {
    for (const found of text.matchAll(pattern)) {
      const code = Number(found[1])
      if (!isErrorStatus(code)) continue
      if (first === null || found.index < first.start) {
        first = { code, start: found.index, end: found.index + found[0].length }
      }
      break
    }
  }
  return first
}
