import { emptyScore, type Score } from '../../../shared/model/score.ts'

/** A score of a whole run as its benchmark's own code gave it. */
export function outcomeScore(
  traceId: string,
  name: string,
  value: number | null,
  more: Partial<Score> = {},
): Score {
  return { ...emptyScore(traceId, name), value, evaluatorKind: 'code', ...more }
}
