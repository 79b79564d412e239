import type { AttributeValue } from '../../shared/model/attribute.ts'
import type { ReadConnection } from './connection.ts'
import { plainText, rootBodies } from './root-attributes.ts'

/** Receives every value of a dimension that a trace has, once. */
export type TakeValue = (trace: number, dimension: string, value: string) => void

/** What a trace's own row tells of it; versions of what runs first. */
export const VERSION_COLUMNS = ['prompt_version', 'model', 'provider', 'agent'] as const
const OTHER_COLUMNS = ['environment', 'name', 'user_id', 'status'] as const
const STATUSES = ['unset', 'ok', 'error']

/** Some traces by a hash of their id: the same ones every time. All of them where they are not more than `most`. */
export function sampleOf(traces: readonly number[], most: number): number[] {
  if (traces.length <= most) return [...traces]
  const share = (most / traces.length) * 2 ** 32
  return traces.filter((id) => hashOfTrace(id) < share)
}

/** 32 bits that have nothing to do with the order of the ids. */
export function hashOfTrace(id: number): number {
  return Math.imul(id ^ (id >>> 15), 0x9e3779b1) >>> 0
}

/** The values in the rows of some traces: versions, agent, environment, user, import, format. */
export function rowValues({ db }: ReadConnection, traces: readonly number[], take: TakeValue): void {
  const columns = [...VERSION_COLUMNS, ...OTHER_COLUMNS]
  const find = db
    .prepare<[number], (string | number | null)[]>(
      `SELECT ${columns.map((column) => `trace.${column}`).join(', ')}, import.label, source.format
       FROM trace LEFT JOIN import ON import.id = trace.import LEFT JOIN source ON source.id = trace.source
       WHERE trace.id = ?`,
    )
    .raw()
  const names = [...columns, 'import', 'format']
  for (const id of traces) {
    for (const [index, value] of (find.get(id) ?? []).entries()) {
      const name = names[index] ?? ''
      if (value !== null) take(id, name, name === 'status' ? (STATUSES[Number(value)] ?? '') : String(value))
    }
  }
}

/** Spans read for tools at most; traces beyond are not looked at. */
const MOST_SPANS = 400_000

/** The tools each of some traces used; gives how many traces were looked at. */
export function toolValues({ db }: ReadConnection, traces: readonly number[], take: TakeValue): number {
  const size = db.prepare<[number], number>('SELECT span_count FROM trace WHERE id = ?').pluck()
  const find = db
    .prepare<[number], string>(
      'SELECT DISTINCT tool_name FROM span WHERE trace = ? AND tool_name IS NOT NULL',
    )
    .pluck()
  let spans = 0
  let looked = 0
  for (const id of traces) {
    spans += size.get(id) ?? 0
    if (spans > MOST_SPANS && looked > 0) break
    looked += 1
    for (const tool of find.iterate(id)) take(id, 'tool', tool)
  }
  return looked
}

/** Longer texts are payloads. */
const LONGEST_VALUE = 120
/** Attributes of one root that are looked at. */
const MOST_KEYS = 200

/** Attributes and resource of the root of each of some traces: single values, and lists of texts (tags) one by one. */
export function attributeValues(
  connection: ReadConnection,
  traces: readonly number[],
  take: TakeValue,
): number {
  let looked = 0
  for (const { trace, body } of rootBodies(connection, traces)) {
    const takeHere = (dimension: string, value: string): void => take(trace, dimension, value)
    looked += 1
    const payloads = new Set([body.inputKey, body.outputKey])
    for (const key of body.attributeKeys().slice(0, MOST_KEYS))
      if (!payloads.has(key)) takeAll(key, body.attribute(key), takeHere)
    for (const [key, value] of body.resource()?.attributes ?? []) takeAll(key, value, takeHere)
  }
  return looked
}

function takeAll(
  key: string,
  value: AttributeValue | undefined,
  take: (dimension: string, value: string) => void,
): void {
  const values = Array.isArray(value) ? value : [value]
  const texts = new Set(values.map(plainText))
  for (const text of texts) if (text !== null && text.length <= LONGEST_VALUE) take(key, text)
}
