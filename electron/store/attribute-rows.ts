import type { AttributeRow } from '../../shared/contract/traces.ts'
import {
  attributeText,
  type Attributes,
  type AttributeValue,
  Double,
  SplitText,
} from '../../shared/model/attribute.ts'
import { textPart } from './text-part.ts'

/** Attributes in the source's order, as text with its type; long texts are cut. */
export function attributeRows(attributes: Attributes | null | undefined): AttributeRow[] {
  return [...(attributes ?? [])].map(([key, value]) => ({
    key,
    type: typeOf(value),
    value: textPart(shownText(value)),
  }))
}

/** The text of a value as the attribute list shows it; offsets of `trace.text` count in it. */
export function shownText(value: AttributeValue): string {
  // Bytes and big integers come as JSON strings, which need no quotation marks here.
  if (value instanceof Uint8Array || typeof value === 'bigint')
    return attributeText(value)?.slice(1, -1) ?? ''
  return attributeText(value) ?? 'null'
}

function typeOf(value: AttributeValue): AttributeRow['type'] {
  if (value === null) return 'null'
  if (typeof value === 'string' || value instanceof SplitText) return 'string'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'bigint') return 'int'
  if (value instanceof Double) return 'double'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'double'
  return value instanceof Uint8Array ? 'bytes' : 'json'
}
