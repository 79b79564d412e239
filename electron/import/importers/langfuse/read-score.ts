import type { Score } from '../../../../shared/model/score.ts'
import { textOfJson } from '../../conversation-trace.ts'
import { instantOfIso } from '../../decimal-time.ts'
import { numberOrNull, parseCell, textOrNull, type JsonObject } from '../../json-value.ts'
import { LIST_COLUMNS, member, OBSERVATION_KNOWN, TRACE_KNOWN } from './schema.ts'

const EVALUATORS: ReadonlyMap<string, Score['evaluatorKind']> = new Map([
  ['EVAL', 'llm'],
  ['ANNOTATION', 'human'],
  ['API', 'code'],
])

/** A score of its own; null where it names neither a trace nor what it is. The judge stands in the trace it names. */
export function readScore(raw: JsonObject, ofTrace: string | null): Score | null {
  const traceId = textOrNull(member(raw, 'traceId')) ?? ofTrace
  const name = textOrNull(raw.name)
  if (traceId === null || name === null) return null
  const label = textOrNull(member(raw, 'stringValue'))
  const at = instantOfIso(textOrNull(raw.timestamp) ?? textOrNull(member(raw, 'createdAt')) ?? '')
  const rest = Object.entries(raw).filter(([key, value]) => !TOLD.has(key) && value !== null && value !== '')
  return {
    traceId,
    spanId: textOrNull(member(raw, 'observationId')),
    name,
    value: numberOrNull(raw.value),
    label: label ?? (numberOrNull(raw.value) === null ? textOrNull(raw.value) : null),
    explanation: textOrNull(raw.comment),
    evaluatorKind: EVALUATORS.get(textOrNull(raw.source) ?? '') ?? null,
    judge: null,
    rubric: textOrNull(member(raw, 'configId')),
    rubricVersion: null,
    atUs: at?.us ?? null,
    raw: rest.length > 0 ? textOfJson(Object.fromEntries(rest)) : null,
  }
}

const TOLD = new Set([
  'traceId',
  'trace_id',
  'name',
  'value',
  'stringValue',
  'string_value',
  'comment',
  'timestamp',
])

/** The columns of a batch export that are scores: every other list, under whatever name. */
export function scoreColumns(raw: JsonObject): Set<string> {
  const columns = new Set<string>()
  for (const key of Object.keys(raw)) {
    if (LIST_COLUMNS.has(key) || OBSERVATION_KNOWN.has(key) || TRACE_KNOWN.has(key)) continue
    const value = parseCell(raw[key])
    if (Array.isArray(value) && value.length > 0 && value.every(isScore)) columns.add(key)
  }
  return columns
}

function isScore(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean'
}

/** The scores in the columns of a row. */
export function* columnScores(
  raw: JsonObject,
  columns: ReadonlySet<string>,
  traceId: string,
  spanId: string | null,
): Generator<Score> {
  for (const name of columns) {
    const values = parseCell(raw[name])
    for (const item of Array.isArray(values) ? (values as unknown[]) : []) {
      const value = typeof item === 'boolean' ? Number(item) : numberOrNull(item)
      yield {
        traceId,
        spanId,
        name,
        value,
        label: value === null ? textOrNull(item) : null,
        explanation: null,
        evaluatorKind: null,
        judge: null,
        rubric: null,
        rubricVersion: null,
        atUs: null,
        raw: null,
      }
    }
  }
}
