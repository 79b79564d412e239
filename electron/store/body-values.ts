import type { Resource, Scope } from '../../shared/model/span.ts'
import { Double, SplitText, type AttributeValue, type Attributes } from '../../shared/model/attribute.ts'

/** Longer strings are contents of their own; shorter ones cost more as a reference than in place. */
export const LONG_TEXT = 200
/** Deeper values are refused; importers let 200 levels pass. */
const MAX_DEPTH = 400

/**
 * A value as JSON data. Objects carry one letter: c content of a text, n a number JSON has no word for, d a double,
 * i a big integer, b bytes (base64), B bytes whose base64 is a content, t a split text
 * (its pieces by the number of the body's list, or in place), m a map as keys and values.
 */
export type EncodedValue =
  | string
  | number
  | boolean
  | null
  | EncodedValue[]
  | { c: number }
  | { n: string }
  | { d: number | string }
  | { i: string }
  | { b: string }
  | { B: number }
  | { t: [open: string, separator: string, close: string, pieces: number | string[]] }
  | { m: EncodedValue[] }

/** Keeps what does not stay in a value. */
export interface TextKeeper {
  /** The id under which a text is kept. */
  keep(text: string): number
  /** The number of the list that holds the pieces; `key`: of the attribute, null where the text is inside another value. */
  pieces(pieces: readonly string[], key: string | null): number
}
/** Null where texts stay in place. */
export type KeepText = TextKeeper | null

/** Gives back what TextKeeper kept. */
export interface TextSource {
  text(id: number): string
  pieces(list: number): readonly string[]
}

export function encodeAttributes(attributes: Attributes, keep: KeepText, depth = 0): EncodedValue[] {
  const out: EncodedValue[] = []
  for (const [key, value] of attributes) {
    if (typeof value === 'string')
      out.push(key, keep !== null && value.length > LONG_TEXT ? { c: keep.keep(value) } : value)
    else out.push(key, encodeValue(value, keep, depth + 1))
  }
  return out
}

/** Throws RangeError where a value is nested deeper than any importer lets pass. */
export function encodeValue(value: AttributeValue, keep: KeepText, depth = 0): EncodedValue {
  if (depth > MAX_DEPTH) throw new RangeError(`a value is nested deeper than ${MAX_DEPTH} levels`)
  if (typeof value === 'string')
    return keep !== null && value.length > LONG_TEXT ? { c: keep.keep(value) } : value
  if (typeof value === 'number') return isPlain(value) ? value : { n: numberText(value) }
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'bigint') return { i: value.toString() }
  if (value instanceof Double) return { d: isPlain(value.value) ? value.value : numberText(value.value) }
  if (value instanceof SplitText) return encodeSplit(value, null, keep)
  if (value instanceof Uint8Array) return encodeBytes(value, keep)
  if (Array.isArray(value)) return value.map((item) => encodeValue(item, keep, depth + 1))
  return { m: encodeAttributes(value, keep, depth + 1) }
}

export function decodeAttributes(encoded: EncodedValue[], source: TextSource): Attributes {
  const attributes: Attributes = new Map()
  for (let index = 0; index < encoded.length; index += 2) {
    const key = encoded[index]
    if (typeof key === 'string') attributes.set(key, decodeValue(encoded[index + 1], source))
  }
  return attributes
}

export function decodeValue(encoded: EncodedValue | undefined, source: TextSource): AttributeValue {
  if (encoded === undefined) return null
  if (encoded === null || typeof encoded !== 'object') return encoded
  if (Array.isArray(encoded)) return encoded.map((item) => decodeValue(item, source))
  if ('c' in encoded) return source.text(encoded.c)
  if ('t' in encoded) return decodeSplit(encoded.t, source)
  if ('m' in encoded) return decodeAttributes(encoded.m, source)
  if ('n' in encoded) return Number(encoded.n)
  if ('d' in encoded) return new Double(Number(encoded.d))
  if ('i' in encoded) return BigInt(encoded.i)
  return new Uint8Array(Buffer.from('b' in encoded ? encoded.b : source.text(encoded.B), 'base64'))
}

/** The keys of a span's attributes in order, with the position of each. */
export interface Shape {
  keys: readonly string[]
  positions: ReadonlyMap<string, number>
}

export function decodeShape(json: string): Shape {
  const keys: string[] = JSON.parse(json)
  return { keys, positions: new Map(keys.map((key, index) => [key, index])) }
}

/** The values of attributes without their keys. */
export function encodeValues(attributes: Attributes, out: EncodedValue[], keep: KeepText): void {
  for (const [key, value] of attributes) {
    if (typeof value === 'string')
      out.push(keep !== null && value.length > LONG_TEXT ? { c: keep.keep(value) } : value)
    else if (value instanceof SplitText) out.push(encodeSplit(value, key, keep))
    else out.push(encodeValue(value, keep, 1))
  }
}

/** A resource as one text, complete in itself. */
export function encodeResource(resource: Resource): string {
  return JSON.stringify(encodeAttributes(resource.attributes, null))
}

export function decodeResource(json: string): Resource {
  return { attributes: decodeAttributes(JSON.parse(json), IN_PLACE) }
}

/** A scope as one text, complete in itself. */
export function encodeScope(scope: Scope): string {
  return JSON.stringify([scope.name, scope.version, encodeAttributes(scope.attributes, null)])
}

export function decodeScope(json: string): Scope {
  const [name, version, attributes]: [string, string, EncodedValue[]] = JSON.parse(json)
  return { name, version, attributes: decodeAttributes(attributes, IN_PLACE) }
}

function noContent(): never {
  throw new Error('a text that is complete in itself names a content')
}

const IN_PLACE: TextSource = { text: noContent, pieces: noContent }

function encodeSplit(value: SplitText, key: string | null, keep: KeepText): EncodedValue {
  const { open, separator, close, pieces } = value
  return { t: [open, separator, close, keep === null ? [...pieces] : keep.pieces(pieces, key)] }
}

function decodeSplit(
  [open, separator, close, pieces]: [string, string, string, number | string[]],
  source: TextSource,
): SplitText {
  return new SplitText(open, typeof pieces === 'number' ? source.pieces(pieces) : pieces, separator, close)
}

function encodeBytes(value: Uint8Array, keep: KeepText): EncodedValue {
  const text = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')
  return keep !== null && text.length > LONG_TEXT ? { B: keep.keep(text) } : { b: text }
}

/** Whether JSON gives the number back: it writes no NaN, no infinity, and -0 as 0. */
function isPlain(value: number): boolean {
  return Number.isFinite(value) && !(value === 0 && Object.is(value, -0))
}

function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}
