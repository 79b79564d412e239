import type { Score } from '../../../../shared/model/score.ts'
import type { Span } from '../../../../shared/model/span.ts'
import { frameCell } from '../../frame-rows.ts'
import { instantOfAny } from '../../instant-of-any.ts'
import { isJsonObject, numberOrNull, type JsonObject } from '../../json-value.ts'

const BOOLEAN = /-hcone-bool$/
/** In the names of scores that Helicone's evaluators give with a model. */
const BY_MODEL = /-laj-/

/** The scores of a request by their names, and whether its user was content (`feedback_rating`). */
export function scoresOf(raw: JsonObject, span: Span): Score[] {
  const scores = frameCell(raw.scores)
  const given = isJsonObject(scores) ? Object.keys(scores) : []
  const found = given.flatMap((name): Score[] => {
    const told = isJsonObject(scores) ? scores[name] : null
    const value = measureOf(isJsonObject(told) ? told.value : told)
    if (value === null) return []
    const evaluatorKind = BY_MODEL.test(name) ? 'llm' : null
    return [
      {
        ...ABOUT,
        traceId: span.traceId,
        spanId: span.spanId,
        name: name.replace(BOOLEAN, ''),
        value,
        evaluatorKind,
      },
    ]
  })
  const rating = measureOf(raw.feedback_rating)
  if (rating !== null)
    found.push({
      ...ABOUT,
      traceId: span.traceId,
      spanId: span.spanId,
      name: 'feedback',
      value: rating,
      evaluatorKind: 'human',
      atUs: instantOfAny(raw.feedback_created_at)?.us ?? null,
    })
  return found
}

function measureOf(value: unknown): number | null {
  if (value === 'true' || value === 'false') return Number(value === 'true')
  return typeof value === 'boolean' ? Number(value) : numberOrNull(value)
}

const ABOUT = {
  value: null,
  label: null,
  explanation: null,
  judge: null,
  rubric: null,
  rubricVersion: null,
  atUs: null,
  raw: null,
}
