import type { Instant } from '../../decimal-time.ts'
import { instantOfAny } from '../../instant-of-any.ts'
import { textOrNull } from '../../json-value.ts'

/** A run's place in its tree: `<time>Z<id>` of every run from the root down, joined by dots. The root's id is the trace's. */
export interface RunOrder {
  root: string | null
  parent: string | null
  own: string | null
}

const NONE: RunOrder = { root: null, parent: null, own: null }
const IDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?=\.|$)/gi

export function readOrder(dottedOrder: unknown): RunOrder {
  const text = textOrNull(dottedOrder)
  const ids = text?.match(IDS)
  if (!ids) return NONE
  return { root: ids[0] ?? null, parent: ids.at(-2) ?? null, own: ids.at(-1) ?? null }
}

const CLOCK = /(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{0,9})Z[^.]{0,60}$/

/** When a run began by its dotted order, where nothing else tells (columns of a bulk export can be left out). */
export function startOfOrder(dottedOrder: unknown): Instant | null {
  const match = CLOCK.exec(textOrNull(dottedOrder)?.slice(-100) ?? '')
  if (!match) return null
  const [, year, month, day, hour, minute, second, fraction = ''] = match
  return instantOfAny(`${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(1, '0')}Z`)
}
