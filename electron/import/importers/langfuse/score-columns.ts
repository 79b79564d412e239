import type { Score } from '../../../../shared/model/score.ts'
import { numberOrNull, parseCell, textOrNull, type JsonObject } from '../../json-value.ts'
import { camel, LIST_COLUMNS } from './schema.ts'

/**
 * The columns of a batch export that are scores: under whatever name, with all values of that name in a list. A score
 * may take the name of another column and replaces it then.
 */
export function scoreColumns(raw: JsonObject): Set<string> {
  const columns = new Set<string>()
  for (const key of Object.keys(raw)) {
    const value = raw[key]
    const isList = Array.isArray(value) || (typeof value === 'string' && value.startsWith('['))
    if (!isList || LIST_COLUMNS.has(camel(key))) continue
    const values = parseCell(value)
    if (Array.isArray(values) && values.length > 0 && values.every(isScore)) columns.add(key)
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
      const value = typeof item === 'number' || typeof item === 'boolean' ? Number(item) : null
      yield {
        traceId,
        spanId,
        name,
        value: numberOrNull(value),
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
