import { emptyScore, type Score } from '../../../../shared/model/score.ts'
import { textOfJson } from '../../json-text.ts'
import { isJsonObject, numberOrNull, textOrNull, type JsonObject } from '../../json-value.ts'

/** Members of the errors and scores of a label file (TRAIL): what a person found in a trace, and where. */
const ERROR_TOLD = new Set(['category', 'location', 'evidence', 'description'])

/** Whether an object labels a trace and is none. */
export function isLabels(value: JsonObject): boolean {
  return value.spans === undefined && (Array.isArray(value.errors) || Array.isArray(value.scores))
}

/** An error that a person marked: its category is the label, its span the place. Null where it is none. */
export function readError(raw: unknown, traceId: string): Score | null {
  if (!isJsonObject(raw)) return null
  const label = textOrNull(raw.category)
  if (label === null) return null
  const rest = Object.entries(raw).filter(([key]) => !ERROR_TOLD.has(key))
  const told = [textOrNull(raw.evidence), textOrNull(raw.description)].filter((text) => text !== null)
  return {
    ...emptyScore(traceId, 'error'),
    evaluatorKind: 'human',
    spanId: textOrNull(raw.location),
    label,
    explanation: told.length > 0 ? told.join('\n\n') : null,
    raw: rest.length > 0 ? textOfJson(Object.fromEntries(rest)) : null,
  }
}

/** The ratings of a whole trace: `<name>_score` with `<name>_reasoning`. */
export function readRatings(raw: unknown, traceId: string): Score[] {
  if (!isJsonObject(raw)) return []
  return Object.keys(raw).flatMap((key): Score[] => {
    const value = numberOrNull(raw[key])
    if (value === null) return []
    const name = key.replace(/_score$/, '')
    const explanation = textOrNull(raw[`${name}_reasoning`])
    return [{ ...emptyScore(traceId, name), evaluatorKind: 'human', value, explanation }]
  })
}
