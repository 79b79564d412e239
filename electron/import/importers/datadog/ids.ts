import { textOrNull } from '../../json-value.ts'

/** An id as text: decimal unsigned 64-bit integers in many places, hexadecimal text in others. */
export function idOf(value: unknown): string | null {
  if (typeof value === 'bigint') return value.toString()
  return typeof value === 'number' ? String(value) : textOrNull(value)
}

/** A parent's id; roots name none, zero or `undefined`. */
export function parentOf(value: unknown): string | null {
  const id = idOf(value)
  return id === null || /^(?:0+|undefined|null|none)$/i.test(id) ? null : id
}
