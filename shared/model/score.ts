export const EVALUATOR_KINDS = ['human', 'code', 'llm'] as const
export type EvaluatorKind = (typeof EVALUATOR_KINDS)[number]

/** A judgement of a trace (spanId null) or of one span, by a person, by code or by a model. */
export interface Score {
  traceId: string
  spanId: string | null
  name: string
  value: number | null
  label: string | null
  explanation: string | null
  evaluatorKind: EvaluatorKind | null
  /** Model or name of the evaluator. */
  judge: string | null
  rubric: string | null
  rubricVersion: string | null
  /** Microseconds since 1970. */
  atUs: number | null
  /** What else the source says about it, as JSON text. */
  raw: string | null
}

/** A score that says nothing yet of a trace. */
export function emptyScore(traceId: string, name: string): Score {
  return {
    traceId,
    spanId: null,
    name,
    value: null,
    label: null,
    explanation: null,
    evaluatorKind: null,
    judge: null,
    rubric: null,
    rubricVersion: null,
    atUs: null,
    raw: null,
  }
}

const SPAN_PREFIX = 'span:'

/** What a score calls its trace where the source names the judged span alone. */
export function traceOfSpan(spanId: string): string {
  return SPAN_PREFIX + spanId
}

/** The span by which a score calls its trace, null where it names the trace otherwise. */
export function spanOfTraceName(traceId: string): string | null {
  return traceId.startsWith(SPAN_PREFIX) ? traceId.slice(SPAN_PREFIX.length) : null
}
