/** A whole number that the source marked as a double (OTLP `doubleValue: 5`): kept apart so that export gives it back. */
export class Double {
  readonly value: number
  constructor(value: number) {
    this.value = value
  }
}

/**
 * A long JSON array that the source carried as text, cut at its top-level elements:
 * `open + pieces.join(separator) + close` is the exact original text. Agents repeat their whole history
 * in every call; equal pieces are stored once.
 */
export class SplitText {
  readonly open: string
  readonly pieces: readonly string[]
  readonly separator: string
  readonly close: string
  constructor(open: string, pieces: readonly string[], separator: string, close: string) {
    this.open = open
    this.pieces = pieces
    this.separator = separator
    this.close = close
  }
  toString(): string {
    return this.open + this.pieces.join(this.separator) + this.close
  }
}

/** One attribute value as the source holds it. Integers beyond 2^53 are bigint; bytes are Uint8Array. */
export type AttributeValue =
  | string
  | number
  | boolean
  | bigint
  | null
  | Double
  | SplitText
  | Uint8Array
  | AttributeValue[]
  | AttributeObject

export interface AttributeObject extends Map<string, AttributeValue> {}

/** Attributes in the source's order. A Map, because foreign keys include `__proto__`. */
export type Attributes = Map<string, AttributeValue>

/** The text of a value for display and for detectors: strings as they are, everything else as JSON. */
export function attributeText(value: AttributeValue | undefined): string | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return value
  if (value instanceof SplitText) return value.toString()
  return JSON.stringify(plainValue(value))
}

/** The value as plain JSON data (bigint as decimal text, bytes as base64). Iterates; recursion depth is the value's own (at most 200, see the importers' depth check). */
export function plainValue(value: AttributeValue): unknown {
  if (value instanceof Double) return value.value
  if (value instanceof SplitText) return value.toString()
  if (value instanceof Uint8Array) {
    let binary = ''
    for (const byte of value) binary += String.fromCharCode(byte)
    return btoa(binary)
  }
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return value.map(plainValue)
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, item]) => [key, plainValue(item)]))
  return value
}
