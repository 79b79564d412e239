import type { Attributes } from '../../../../shared/model/attribute.ts'
import {
  attributeFromJson,
  isJsonObject,
  listOf,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'

/** What the header of a log says of all its samples (the member `eval`). */
export interface EvalFacts {
  task: string | null
  solver: string | null
  model: string | null
  created: string | null
  /** Options of each scorer by its name. */
  scorers: ReadonlyMap<string, JsonObject>
  raw: JsonObject
}

export function readEval(value: unknown): EvalFacts | null {
  if (!isJsonObject(value)) return null
  const scorers = new Map<string, JsonObject>()
  for (const scorer of listOf(value.scorers)) {
    const name = isJsonObject(scorer) ? textOrNull(scorer.name) : null
    if (name !== null && isJsonObject(scorer))
      scorers.set(name, isJsonObject(scorer.options) ? scorer.options : {})
  }
  return {
    task: textOrNull(value.task),
    solver: textOrNull(value.solver),
    model: textOrNull(value.model),
    created: textOrNull(value.created),
    scorers,
    raw: value,
  }
}

/** Lists as long as the data set say nothing about a sample. */
const LEFT_OUT = new Set(['dataset', 'scorers'])

/** The header as attributes `eval.*`, and the data set's name. */
export function evalAttributes(facts: EvalFacts, conversion: Conversion): Attributes {
  const attributes: Attributes = new Map()
  for (const key of Object.keys(facts.raw)) {
    const value = facts.raw[key]
    if (!LEFT_OUT.has(key) && value !== null && value !== undefined)
      attributes.set(`eval.${key}`, attributeFromJson(value, conversion))
  }
  const dataset = isJsonObject(facts.raw.dataset) ? textOrNull(facts.raw.dataset.name) : null
  if (dataset !== null) attributes.set('eval.dataset.name', dataset)
  return attributes
}
