import { firstMistake } from '../analysis/first-mistake.ts'
import type { MethodOutput } from '../../shared/contract.ts'
import type { Score } from '../../shared/model/score.ts'
import type { ReadConnection } from '../store/connection.ts'
import { endedInError, readScores, readTrace, requireTrace } from '../store/trace-reader.ts'

/** Names under which exports and evaluations say whether a run reached its goal. */
const OUTCOME = /reward|outcome|success|correct|passed|resolved|verdict|is_correct|accuracy/i
const FAILED = /^(fail(ed|ure)?|false|incorrect|wrong|error|no)$/i
/** Scores by which a person names the decisive step: they exist for failed runs only. */
const NAMED_STEP = new Set(['mistake', 'root_cause'])

/** The likely first mistake of a run that something says has failed; null for every other. AppError `not_found`. */
export function firstMistakeOf(connection: ReadConnection, traceId: string): MethodOutput<'trace.mistake'> {
  const trace = requireTrace(connection, traceId)
  const failed = whatSaysFailed(readScores(connection, trace), endedInError(connection, trace))
  if (failed === null) return null
  // Only now: of a long trace every body is read.
  const mistake = firstMistake(readTrace(connection, trace))
  return mistake && { spanId: mistake.span.spanId, isOpening: mistake.isOpening, why: mistake.why, failed }
}

function whatSaysFailed(scores: readonly Score[], isError: boolean): string | null {
  const outcome = scores.find(
    ({ spanId, name, value, label }) =>
      spanId === null &&
      OUTCOME.test(name) &&
      ((value !== null && value <= 0) || (label !== null && FAILED.test(label))),
  )
  if (outcome !== undefined) return `its ${outcome.name} is ${outcome.value ?? outcome.label}`
  if (scores.some(({ name }) => NAMED_STEP.has(name))) return 'a person named the step that failed it'
  return isError ? 'the run ended in an error' : null
}
