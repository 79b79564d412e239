import { diffTexts } from '../analysis/versions/diff-texts.ts'
import type { MethodOutput, ParsedInput } from '../../shared/contract.ts'
import type { ReadConnection } from '../store/connection.ts'
import { stepText } from '../store/step-text.ts'
import { readSpanBody } from '../store/trace-detail-queries.ts'

/** Of longer texts the beginning is compared: beyond, a comparison takes seconds and nobody reads it. */
const MOST_COMPARED = 300_000

/** What differs between two spans on one side. AppError `not_found`. */
export function diffSteps(
  connection: ReadConnection,
  { side, before, after }: ParsedInput<'trace.diff'>,
): MethodOutput<'trace.diff'> {
  const one = stepText(readSpanBody(connection, before.traceId, before.spanId), side)
  const other = stepText(readSpanBody(connection, after.traceId, after.spanId), side)
  return {
    ...diffTexts(one.slice(0, MOST_COMPARED), other.slice(0, MOST_COMPARED)),
    left: {
      before: Math.max(0, one.length - MOST_COMPARED),
      after: Math.max(0, other.length - MOST_COMPARED),
    },
  }
}
