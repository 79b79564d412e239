import { attributeText } from '../../../../shared/model/attribute.ts'
import type { RecordedSpan, RecordedTrace } from '../../../../shared/model/recorded-trace.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { withoutCalls } from '../../evaluable.ts'
import { evidenceAt, wholeEvidence } from '../../evidence.ts'
import { findingOf, matchFailures, resultOf } from '../../failure-rule.ts'
import type { Failure } from '../../failures.ts'
import { requesterOf } from '../../requester.ts'
import { isCall, isModelCall } from '../../span-tree.ts'

const RULE = {
  /** 504 is also a service's failure; the deadline is what it says. */
  statuses: new Set([408, 504]),
  hint: /tim(?:e|ed)[ -]?out|TIMED|deadline|abort|max number of operations/i,
  words: [
    /\b(?!set|clear)\w{0,40}Time(?:d)?out(?:Error|Exception|Expired)?\b/,
    /\b(?:request|read|connect(?:ion)?|gateway|socket|operation|call|execution) time-?out\b/i,
    /\btimed[ -]out\b|\btimeout (?:error|exceeded|expired|reached|after|of|while|waiting)\b/i,
    /\b(?:ETIMEDOUT|ESOCKETTIMEDOUT|ERR_TIMED_OUT|UND_ERR_\w{1,20}_TIMEOUT)\b/,
    /\bdeadline[ _]exceeded\b|\bDeadlineExceeded\b/i,
    /\bAbortError\b|\b(?:operation|request) was aborted\b/i,
    /\bReached the max number of operations\b/,
    /\btimeout\b(?!\s?[=:]\s?\d|['"]?\])/i,
  ],
  /** A person or the calling program gave up: nothing ran out of time. */
  except: [
    /\b(?:by|from) (?:the )?user\b|\buser[ _](?:abort|cancel|interrupt|stop|requested|reject)/i,
    /\bKeyboardInterrupt\b|\bCancelledError\b|\bcontext canceled\b|\bclient (?:closed|disconnected)\b/i,
    /\b(?:invalid|unknown|unexpected|unsupported)[^\n]{0,40}timeout\b/i,
  ],
}

/** What the client was told to wait at most, and the unit in nanoseconds. Without one: below 1,000 seconds, else ms. */
const CONFIGURED = [
  ['timeout_ms', 1e6],
  ['timeout.ms', 1e6],
  ['tool.timeout_ms', 1e6],
  ['gen_ai.request.timeout_ms', 1e6],
  ['timeout_s', 1e9],
  ['timeout_seconds', 1e9],
  ['tool.timeout_seconds', 1e9],
  ['timeout', null],
  ['tool.timeout', null],
  ['gen_ai.request.timeout', null],
  ['llm.request.timeout', null],
] as const

export const timeout: Category = {
  id: 'timeout',
  name: 'Timed out',
  definition: 'A call to a model or tool ran out of time or was aborted; a cancellation by the user is none.',
  class: 'F',
  version: 1,
  evaluate(trace) {
    const lacking = withoutCalls(trace)
    if (lacking !== null) return lacking
    const said = matchFailures(trace, RULE)
      .filter(({ failure }) => !failure.handled)
      .map((match) => findingOf(match, codeAuthor(trace, match.failure)))
    const spans = new Set(said.map(({ span }) => span))
    const measured = trace.spans.flatMap((span) => (spans.has(span) ? [] : measure(span)))
    return resultOf([...said, ...measured])
  },
}

/** A slow service is nobody's decision; code that runs for ever was written by the model. */
function codeAuthor(trace: RecordedTrace, failure: Failure): RecordedSpan | null {
  return failure.call === null ? requesterOf(trace, failure.span) : null
}

/** A call without an answer that lasted as long as it was allowed to. An answer in the last moment is one. */
function measure(span: RecordedSpan): CategoryFinding[] {
  if (!isCall(span) || span.durationNs === null || span.syntheticTime) return []
  for (const [key, unit] of CONFIGURED) {
    const text = attributeText(span.attribute(key))
    const value = text === null || text === '' ? Number.NaN : Number(text)
    if (!(value > 0)) continue
    const limitNs = value * (unit ?? (value < 1000 ? 1e9 : 1e6))
    if (span.durationNs < limitNs || span.status === 'ok' || span.outputText() !== null) return []
    return [
      {
        span,
        blame: null,
        evidence: [
          wholeEvidence(span, 'duration_ns')!,
          evidenceAt(span, `attributes.${key}`, text!, 0, text!.length),
        ],
        group: [isModelCall(span) ? span.kind : `tool ${span.toolName ?? span.name}`],
        signature: 'no answer within the configured timeout',
      },
    ]
  }
  return []
}
