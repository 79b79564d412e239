import type { Place } from '../../../../shared/model/span.ts'
import { isJsonObject, type JsonObject } from '../../json-value.ts'
import type { JsonRecord } from '../../record-reader.ts'
import { idOrNull } from './schema.ts'

/** The operations of a client's log: a run as it began, and later what became of it. */
export class BegunRuns {
  readonly #runs = new Map<string, { run: JsonObject; place: Place }>()

  /** What a record is: `held` as a beginning, `merged` into one, an update with `no base`, or none of these. */
  take(record: JsonRecord): 'held' | 'merged' | 'no base' | null {
    const { value } = record
    if (record.path.length > 0 || !isJsonObject(value)) return null
    const id = idOrNull(value.id)
    if (id === null || value.status !== undefined) return null
    const begun = this.#runs.get(id)
    if (isBeginning(value)) {
      const run = record.exact()
      this.#runs.set(id, { run: isJsonObject(run) ? run : value, place: record.place })
      return 'held'
    }
    if (value.end_time === undefined || value.start_time !== undefined) return null
    if (!begun) return value.dotted_order === undefined ? 'no base' : null
    const update = record.exact()
    begun.run = Object.fromEntries([
      ...Object.entries(begun.run),
      ...Object.entries(isJsonObject(update) ? update : value).filter(([, item]) => item !== null),
    ])
    return 'merged'
  }

  *runs(): Generator<{ run: JsonObject; place: Place }> {
    yield* this.#runs.values()
    this.#runs.clear()
  }
}

/** Whatever reads runs from LangSmith writes an end or a status, if only an empty one. */
function isBeginning(raw: JsonObject): boolean {
  return (
    raw.end_time === undefined &&
    raw.start_time !== undefined &&
    raw.run_type !== undefined &&
    raw.outputs === undefined &&
    raw.child_runs === undefined
  )
}
