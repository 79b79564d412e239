import type { Place } from '../../../../shared/model/span.ts'
import { isJsonObject, textOrNull, type JsonObject } from '../../json-value.ts'
import { IS_MERGE } from './schema.ts'

export interface HeldRow {
  row: JsonObject
  place: Place
}

/**
 * Rows as the SDK sends them: the first of an id is the row, each later one with `_is_merge` adds its members to it, deep
 * for objects, and one without takes its place. Held until the source has ended.
 */
export class MergedRows {
  readonly #rows = new Map<string, HeldRow>()

  /** What became of the row: it is held, went into an earlier one, or has no earlier one to add to. */
  add(row: JsonObject, place: Place): 'held' | 'merged' | 'no base' {
    const id = textOrNull(row.id) ?? textOrNull(row.span_id) ?? ''
    const known = this.#rows.get(id)
    const merges = row[IS_MERGE] === true
    if (!known) {
      if (merges && row.span_attributes === undefined && row.created === undefined) return 'no base'
      this.#rows.set(id, { row, place })
      return 'held'
    }
    known.row = merges ? merged(known.row, row) : row
    return 'merged'
  }

  *rows(): Generator<HeldRow> {
    yield* this.#rows.values()
    this.#rows.clear()
  }
}

const MAX_DEPTH = 20

function merged(base: JsonObject, added: JsonObject, depth = 0): JsonObject {
  const members = new Map(Object.entries(base))
  for (const [key, value] of Object.entries(added)) {
    const earlier = members.get(key)
    const deep = isJsonObject(earlier) && isJsonObject(value) && depth < MAX_DEPTH
    members.set(key, deep ? merged(earlier, value, depth + 1) : value)
  }
  return Object.fromEntries(members)
}
