import { emptyScore, type Score } from '../../shared/model/score.ts'
import type { Span } from '../../shared/model/span.ts'
import { textOrNull } from './json-value.ts'

/** The attribute that tells that the tokens or the cost of a call are those of its whole run. */
export const USAGE_COVERS = 'usage.covers'

type Measure = 'inputTokens' | 'outputTokens' | 'cachedTokens' | 'costUsd'

/**
 * Puts what a whole run used at its last call, where no call tells its own: the sum over the run is right, and nothing is
 * counted twice. A run without calls has nobody to count it for.
 */
export function countTotals(calls: readonly Span[], totals: Partial<Record<Measure, number | null>>): void {
  const last = calls.at(-1)
  if (!last) return
  const tells = (measure: Measure): boolean => calls.some((call) => call[measure] !== null)
  const tokens = tells('inputTokens') || tells('outputTokens')
  const before = [last.inputTokens, last.outputTokens, last.costUsd]
  if (!tokens) {
    last.inputTokens = totals.inputTokens ?? null
    last.outputTokens = totals.outputTokens ?? null
    last.cachedTokens = totals.cachedTokens ?? null
  }
  if (!tells('costUsd')) last.costUsd = totals.costUsd ?? null
  const after = [last.inputTokens, last.outputTokens, last.costUsd]
  if (calls.length > 1 && after.some((value, index) => value !== before[index]))
    last.attributes.set(USAGE_COVERS, 'run')
}

/**
 * What the exit status of a run says of its last step. Submitting is how a run of SWE-agent or mini-swe-agent should end;
 * `submitted (exit_cost)` was cut off there, with what it had.
 */
export function failureOf(
  exitStatus: unknown,
  message: string | null = null,
): Partial<Pick<Span, 'status' | 'statusMessage' | 'errorType'>> {
  const status = textOrNull(exitStatus)
  if (status === null || status.toLowerCase() === 'submitted') return {}
  const [, forced] = /^submitted \(([^)]{1,200})\)$/i.exec(status) ?? []
  return { status: 'error', errorType: forced ?? status, statusMessage: message ?? status }
}

/** The outcome of a run as a score, null where the value is none: true and false count as 1 and 0. */
export function outcomeOf(
  traceId: string,
  name: string,
  value: unknown,
  more: Partial<Score> = {},
): Score | null {
  const number = typeof value === 'boolean' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number)) return null
  return { ...emptyScore(traceId, name), evaluatorKind: 'code', ...more, traceId, name, value: number }
}
