import type { RecordedTrace } from '../../shared/model/recorded-trace.ts'
import type { CategoryResult } from './category.ts'
import { isExceptionEvent } from './error-fields.ts'
import { hasCalls, isToolCall } from './span-tree.ts'

export type NotEvaluable = Extract<CategoryResult, { verdict: 'not_evaluable' }>

function notEvaluable(why: string): NotEvaluable {
  return { verdict: 'not_evaluable', why }
}

/**
 * The error categories speak of an agent's calls to models and tools. A trace of plain services (an HTTP 500 between
 * two web servers) has none of them: it says nothing about an agent, neither good nor bad.
 */
export function withoutCalls(trace: RecordedTrace): NotEvaluable | null {
  if (!hasCalls(trace)) return notEvaluable('The trace has no model or tool calls.')
  return withoutErrors(trace)
}

export function withoutTools(trace: RecordedTrace): NotEvaluable | null {
  if (!trace.spans.some(isToolCall)) return notEvaluable('The trace has no tool spans.')
  return withoutErrors(trace)
}

export function withoutModelCalls(trace: RecordedTrace): NotEvaluable | null {
  if (!trace.spans.some(({ kind }) => kind === 'llm')) return notEvaluable('The trace has no model calls.')
  return withoutErrors(trace)
}

/**
 * In OpenTelemetry a span without status is one that went well. A bare list of messages (recognisable by its made-up
 * clock) has no such notion: unless a tool's output is there to be read, an error could not be seen.
 */
function withoutErrors(trace: RecordedTrace): NotEvaluable | null {
  const readable = trace.spans.some(
    (span) =>
      !span.syntheticTime ||
      span.status !== 'unset' ||
      span.errorType !== null ||
      (isToolCall(span) && span.outputKey !== null) ||
      span.events().some(({ name }) => isExceptionEvent(name)),
  )
  return readable ? null : notEvaluable('This format records neither errors nor tool results.')
}
