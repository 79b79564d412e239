import { createHash } from 'node:crypto'
import { Double, SplitText, type AttributeValue, type Attributes } from '../../shared/model/attribute.ts'

/** An OTLP AnyValue and a key with one, as OTLP/JSON writes them. */
export interface OtlpValue {
  [kind: string]: unknown
}
export interface OtlpAttribute {
  key: string
  value: OtlpValue
}

/** A value with its type: whole doubles stay doubles, integers of any size are decimal text, bytes are base64, null is the empty value. */
export function otlpValue(value: AttributeValue): OtlpValue {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value === 'bigint') return { intValue: value.toString() }
  if (typeof value === 'number') {
    return Number.isInteger(value) ? { intValue: BigInt(value).toString() } : { doubleValue: doubleOf(value) }
  }
  if (value === null) return {}
  if (value instanceof Double) return { doubleValue: doubleOf(value.value) }
  if (value instanceof SplitText) return { stringValue: value.toString() }
  if (value instanceof Uint8Array) return { bytesValue: Buffer.from(value).toString('base64') }
  if (Array.isArray(value)) return { arrayValue: { values: value.map(otlpValue) } }
  return { kvlistValue: { values: otlpAttributes(value) } }
}

export function otlpAttributes(attributes: Attributes): OtlpAttribute[] {
  return [...attributes].map(([key, value]) => ({ key, value: otlpValue(value) }))
}

/** Doubles that JSON has no number for are words, as protobuf's JSON mapping has it. */
function doubleOf(value: number): number | string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : value
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity'
}

/** An id as OTLP wants it: hex of the given length; any other is hashed, and `original` is what must be kept beside it. */
export function otlpId(id: string, length: 32 | 16): { id: string; original: string | null } {
  if (id.length === length && /^[0-9a-f]+$/i.test(id) && !/^0+$/.test(id)) return { id, original: null }
  return { id: createHash('sha256').update(id).digest('hex').slice(0, length), original: id }
}

/** Decimal nanoseconds of an instant; exact. */
export function nanosText(us: number, subNs: number): string {
  return (BigInt(us) * 1000n + BigInt(subNs)).toString()
}
