import { firstText } from '../../members.ts'
import { textOfJson } from '../../json-text.ts'
import { isJsonObject } from '../../json-value.ts'
import type { Score } from '../../../../shared/model/score.ts'

type Judgement = Pick<Score, 'name' | 'value' | 'label' | 'explanation'>

const REASONS = ['reason', 'reasoning', 'explanation', 'rationale', 'comment', 'feedback']
const LABELS = ['label', 'value', 'category', 'verdict', 'choice', 'answer', 'score']

/** A scorer's result as scores: one, or one for every number and boolean of an object, by its name. */
export function judgements(name: string, result: unknown): Judgement[] {
  if (!isJsonObject(result)) return [{ name, ...measured(result), explanation: null }]
  const explanation = firstText(result, ...REASONS.filter((key) => !isMeasure(result[key])))
  const measures = Object.keys(result).filter((key) => isMeasure(result[key]))
  if (measures.length === 0) return [{ name, value: null, label: firstText(result, ...LABELS), explanation }]
  return measures.map((key) => ({
    name: measures.length === 1 ? name : `${name}.${key}`,
    value: Number(result[key]),
    label: null,
    explanation,
  }))
}

function isMeasure(value: unknown): value is number | boolean {
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
}

function measured(value: unknown): Pick<Judgement, 'value' | 'label'> {
  if (isMeasure(value)) return { value: Number(value), label: null }
  return { value: null, label: value === null || value === undefined ? null : textOfJson(value) }
}
