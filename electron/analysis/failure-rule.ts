import type { RecordedSpan, RecordedTrace } from '../../shared/model/recorded-trace.ts'
import type { CategoryFinding, CategoryResult } from './category.ts'
import { evidenceAt, evidenceValue, wholeEvidence } from './evidence.ts'
import type { ErrorField } from './error-fields.ts'
import { failuresOf } from './failures.ts'
import type { Failure } from './failures.ts'
import { findStatus } from './http-status.ts'
import { isModelCall } from './span-tree.ts'
import type { Evidence } from '../../shared/model/finding.ts'

/** What makes a failure one of a kind: an HTTP status, or words of an error text. */
export interface FailureRule {
  statuses: ReadonlySet<number>
  /** Cheap and linear: a text without it has none of the words. */
  hint?: RegExp
  /** Linear patterns without the g flag, tried in this order. */
  words: readonly RegExp[]
  /** A text that says one of these is not of this kind, whatever else it says. */
  except?: readonly RegExp[]
}

export interface FailureMatch {
  failure: Failure
  evidence: Evidence[]
  /** The HTTP status that was recognised, if one was. */
  status: number | null
  /** The error text around the evidence, for the signature. */
  message: string
}

/** The failures of a trace that the rule recognises, each event once: an ancestor with words of its own is the same. */
export function matchFailures(trace: RecordedTrace, rule: FailureRule): FailureMatch[] {
  const matches: FailureMatch[] = []
  for (const failure of failuresOf(trace)) {
    const match = matchFailure(failure, rule)
    if (match !== null) matches.push(match)
  }
  const above = ancestorsOf(matches.map(({ failure }) => failure.span))
  return matches.filter(({ failure }) => !above.has(failure.span))
}

function ancestorsOf(spans: readonly RecordedSpan[]): Set<RecordedSpan> {
  const above = new Set<RecordedSpan>()
  for (const span of spans) {
    for (let at = span.parent; at !== null && !above.has(at); at = at.parent) above.add(at)
  }
  return above
}

const MESSAGE_LENGTH = 300

function matchFailure(failure: Failure, rule: FailureRule): FailureMatch | null {
  const match = matchStatus(failure, rule) ?? matchWords(failure, rule)
  if (match === null || rule.except === undefined) return match
  const { except } = rule
  return failure.fields.some(({ text }) => except.some((pattern) => pattern.test(text))) ? null : match
}

function matchStatus(failure: Failure, { statuses }: FailureRule): FailureMatch | null {
  const { status } = failure
  if (status === null || !statuses.has(status.code)) return null
  const value = evidenceValue(status.span, status.path) ?? ''
  const evidence = [evidenceAt(status.span, status.path, value, status.start, status.end)]
  return { failure, evidence, status: status.code, message: messageOf(failure) }
}

function matchWords(failure: Failure, rule: FailureRule): FailureMatch | null {
  for (const field of failure.fields) {
    const found = findWords(field, rule)
    if (found === null) continue
    const value = evidenceValue(field.span, field.path) ?? ''
    const [start, end] = [found.start + field.offset, found.end + field.offset]
    const evidence = [evidenceAt(field.span, field.path, value, start, end)]
    return { failure, evidence, status: found.code, message: messageOf(failure) }
  }
  return null
}

function findWords(
  field: ErrorField,
  rule: FailureRule,
): { start: number; end: number; code: number | null } | null {
  const { text } = field
  if (rule.hint === undefined || rule.hint.test(text)) {
    for (const pattern of rule.words) {
      const found = pattern.exec(text)
      if (found !== null) return { start: found.index, end: found.index + found[0].length, code: null }
    }
  }
  const said = rule.statuses.size === 0 ? null : statusIn(field)
  return said !== null && rule.statuses.has(said.code) ? said : null
}

const STATUSES = new WeakMap<ErrorField, ReturnType<typeof findStatus>>()

/** The HTTP status a text speaks of; several rules ask the same texts. */
function statusIn(field: ErrorField): ReturnType<typeof findStatus> {
  let status = STATUSES.get(field)
  if (status === undefined) {
    status = findStatus(field.text)
    STATUSES.set(field, status)
  }
  return status
}

/** What shows that a call failed: its status, and the text that says why. */
export function failureEvidence(failure: Failure): Evidence[] {
  const own = failure.fields.find(({ path }) => path !== 'error_type') ?? failure.fields[0]
  const status = failure.span.status === 'error' ? wholeEvidence(failure.span, 'status') : null
  const told =
    own === undefined
      ? null
      : evidenceAt(
          own.span,
          own.path,
          evidenceValue(own.span, own.path) ?? '',
          own.offset,
          own.offset + own.text.length,
        )
  const evidence = [status, told].filter((item) => item !== null)
  return evidence.length > 0 ? evidence : [wholeEvidence(failure.span, 'name')!]
}

/** The text that tells best what went wrong: the payload's message, else the first that is a sentence. */
export function messageOf(failure: Failure): string {
  if (!failure.declared && failure.payload !== null) return failure.payload.message.slice(0, MESSAGE_LENGTH)
  const sentence = failure.fields.find(
    ({ path, text }) => path !== 'error_type' && !path.endsWith('.type') && text.trim() !== '',
  )
  return (sentence ?? failure.fields[0])?.text.slice(0, MESSAGE_LENGTH) ?? ''
}

/** The last part of an error's type: `litellm.exceptions.RateLimitError` is RateLimitError. */
export function errorTypeOf(failure: Failure): string | null {
  const typed = failure.fields.find(({ path }) => path === 'error_type' || path.endsWith('.type'))?.text
  if (typed === undefined || typed.length > 200 || /^\d+$/.test(typed)) return null
  return typed.slice(typed.lastIndexOf('.') + 1)
}

/** What was called, for the signature: `tool search`, `llm`. */
export function callLabel(failure: Failure): string {
  const { call, span } = failure
  if (call === null) return span.kind
  return isModelCall(call) ? call.kind : `tool ${call.toolName ?? call.name}`
}

/** A finding at the deepest span. `blame` is the decision behind the call, null where the world outside refused it. */
export function findingOf(match: FailureMatch, blame: RecordedSpan | null = null): CategoryFinding {
  const { failure, evidence, status, message } = match
  const type = errorTypeOf(failure)
  const group = [
    callLabel(failure),
    ...(status === null ? [] : [`http ${status}`]),
    ...(type === null ? [] : [type]),
  ]
  return { span: failure.span, blame, evidence, group, signature: message }
}

export function resultOf(findings: CategoryFinding[]): CategoryResult {
  return findings.length > 0 ? { verdict: 'fired', findings } : { verdict: 'not_fired' }
}
