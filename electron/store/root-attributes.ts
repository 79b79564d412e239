import type { AttributeValue } from '../../shared/model/attribute.ts'
import type { ReadConnection } from './connection.ts'
import { readBody, type SpanBody } from './span-body.ts'

const ROOT = `
  SELECT block, at, length FROM span WHERE trace = ? AND parent_span_id IS NULL
  ORDER BY start_us, start_sub_ns, seq LIMIT 1`

/** What the first root span of each trace carries, in the order of the ids; traces without a root are passed over. */
export function* rootBodies(
  { db, contents }: ReadConnection,
  traces: Iterable<number>,
): Generator<{ trace: number; body: SpanBody }> {
  const find = db.prepare<[number], { block: number; at: number; length: number }>(ROOT)
  for (const trace of traces) {
    const row = find.get(trace)
    if (row) yield { trace, body: readBody(contents, row.block, row.at, row.length) }
  }
}

/** An attribute of a root span, or of the resource it came from, as text; null where it has none, or one that is no single value. */
export function rootAttribute(body: SpanBody, key: string): string | null {
  return plainText(body.attribute(key)) ?? plainText(body.resource()?.attributes.get(key))
}

/** A single value as text. */
export function plainText(value: AttributeValue | undefined): string | null {
  if (typeof value === 'string') return value.trim() || null
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
    ? String(value)
    : null
}
