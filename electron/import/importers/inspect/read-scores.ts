import type { Score } from '../../../../shared/model/score.ts'
import { textOfJson } from '../../conversation-trace.ts'
import { isJsonObject, numberOrNull, textOrNull, type JsonObject } from '../../json-value.ts'
import type { RecordSink } from '../../record-sink.ts'
import type { EvalFacts } from './eval-facts.ts'

/** The letters Inspect's own scorers give (CORRECT, INCORRECT, PARTIAL, NOANSWER) and their worth (`value_to_float`). */
const LETTERS: ReadonlyMap<string, number> = new Map([
  ['C', 1],
  ['I', 0],
  ['P', 0.5],
  ['N', 0],
])

/** Passes on the scores of a sample: by scorer; a scorer of several values gives one each, `scorer.part`. */
export function readScores(
  scores: unknown,
  traceId: string,
  facts: EvalFacts | null,
  judges: ReadonlyMap<string, string>,
  out: RecordSink,
): void {
  if (!isJsonObject(scores)) return
  for (const scorer of Object.keys(scores)) {
    const score = scores[scorer]
    const detail: JsonObject = isJsonObject(score) ? score : { value: score }
    const options = facts?.scorers.get(scorer)
    const judge =
      judges.get(scorer) ??
      textOrNull(options?.model) ??
      textOrNull(detail.metadata && isJsonObject(detail.metadata) ? detail.metadata.model : null)
    const common: Omit<Score, 'name' | 'value' | 'label'> = {
      traceId,
      spanId: null,
      explanation: textOrNull(detail.explanation),
      evaluatorKind: judge === null ? 'code' : 'llm',
      judge,
      rubric: scorer,
      rubricVersion: null,
      atUs: null,
      raw: textOfJson({ ...detail, value: undefined, explanation: undefined, options }),
    }
    const { value } = detail
    if (isJsonObject(value)) {
      for (const part of Object.keys(value))
        out.score({ ...common, name: `${scorer}.${part}`, ...verdictOf(value[part]) })
    } else out.score({ ...common, name: scorer, ...verdictOf(value) })
  }
}

function verdictOf(value: unknown): Pick<Score, 'value' | 'label'> {
  if (typeof value === 'boolean') return { value: value ? 1 : 0, label: null }
  const number = numberOrNull(value)
  if (number !== null) return { value: number, label: null }
  if (typeof value === 'string') return { value: LETTERS.get(value) ?? null, label: value }
  return { value: null, label: value === undefined || value === null ? null : textOfJson(value) }
}
