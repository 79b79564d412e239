import type { Evidence } from '../../../../shared/model/finding.ts'
import type { RecordedSpan, RecordedTrace } from '../../../../shared/model/recorded-trace.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { wholeEvidence } from '../../evidence.ts'
import { resultOf } from '../../failure-rule.ts'

/** Clocks that count in milliseconds let a child begin one after its parent's end. */
const LATE_US = 10_000
/** Between machines clocks differ; NTP keeps them within a second. */
const LATE_ELSEWHERE_US = 1_000_000
/** A trace that lost its middle has thousands of orphans: the first tell it. */
const LIMIT = 20

export const traceIncomplete: Category = {
  id: 'trace_incomplete',
  name: 'Incomplete trace',
  definition:
    'Spans are missing or damaged: no root, a parent that is not there, an end before the start, no end, a child after its parent.',
  class: 'G',
  version: 1,
  evaluate(trace) {
    if (trace.spans.length === 0) return { verdict: 'not_evaluable', why: 'The trace has no spans.' }
    // A list of messages was given its spans and its clock by the importer: neither can be incomplete.
    if (trace.spans.every((span) => span.syntheticTime)) {
      return { verdict: 'not_evaluable', why: 'This format has no spans and no clock of its own.' }
    }
    const someEnd = trace.spans.some(({ durationNs }) => durationNs !== null)
    const findings: CategoryFinding[] = []
    for (const span of trace.spans) {
      const flaw = findFlaw(trace, span, someEnd)
      if (flaw !== null) findings.push({ span, blame: null, ...flaw })
      if (findings.length === LIMIT) break
    }
    return resultOf(findings)
  },
}

function findFlaw(
  trace: RecordedTrace,
  span: RecordedSpan,
  someEnd: boolean,
): { evidence: Evidence[]; signature: string } | null {
  if (span.parent === null && span.parentSpanId !== null && span.parentSpanId !== span.spanId) {
    const whole = trace.roots.some(({ parentSpanId }) => parentSpanId === null)
    return proof(span, ['parent_span_id'], whole ? 'the parent span is missing' : 'the root span is missing')
  }
  if (span.syntheticTime) return null
  if (span.durationNs !== null && span.durationNs < 0)
    return proof(span, ['duration_ns'], 'ends before it starts')
  // Where no span has an end the format knows none; what gave something has ended, whether or not it was told when.
  if (span.durationNs === null && someEnd && span.kind !== 'other' && !hasGiven(span))
    return proof(span, ['start_us'], 'has no end')
  if (span.durationNs === 0 && span.kind === 'llm' && (span.outputTokens ?? 0) > 0) {
    return proof(span, ['duration_ns'], 'a model answered in no time at all')
  }
  return isLate(span) ? proof(span, ['start_us'], 'begins after its parent has ended', span.parent) : null
}

function hasGiven(span: RecordedSpan): boolean {
  return span.outputKey !== null || (span.outputTokens ?? 0) > 0 || span.outputMessages().length > 0
}

function isLate(span: RecordedSpan): boolean {
  const { parent } = span
  if (parent === null || parent.syntheticTime || parent.durationNs === null || parent.durationNs < 0)
    return false
  // A parent without length is a mark, not a stretch of time.
  if (parent.durationNs === 0) return false
  const allowed = parent.service === span.service ? LATE_US : LATE_ELSEWHERE_US
  return span.startUs - (parent.startUs + parent.durationNs / 1000) > allowed
}

function proof(
  span: RecordedSpan,
  paths: readonly string[],
  signature: string,
  parent: RecordedSpan | null = null,
): { evidence: Evidence[]; signature: string } {
  const evidence = paths.map((path) => wholeEvidence(span, path))
  if (parent !== null) evidence.push(wholeEvidence(parent, 'duration_ns'))
  return { evidence: evidence.filter((item) => item !== null), signature }
}
