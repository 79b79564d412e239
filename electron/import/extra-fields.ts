import type { AttributeValue } from '../../shared/model/attribute.ts'

export type ExtraFields = Map<string, AttributeValue>

/** Extra fields by name, so that a span read again from another rendering of itself is the same; null where there are none. */
export function sortedExtra(fields: ExtraFields | null): ExtraFields | null {
  if (!fields || fields.size === 0) return null
  return fields.size === 1 ? fields : new Map([...fields].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
