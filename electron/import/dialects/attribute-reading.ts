import {
  attributeText,
  Double,
  SplitText,
  type AttributeValue,
  type Attributes,
} from '../../../shared/model/attribute.ts'
import type { Span, SpanKind } from '../../../shared/model/span.ts'

/** The first of the keys that holds text. */
export function textAt(attributes: Attributes, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = attributes.get(key)
    if (value === undefined || value === null || value === '') continue
    if (typeof value === 'string') return value
    if (value instanceof SplitText) return value.toString()
    if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  }
  return null
}

/** The first of the keys that holds a number, or the text of one (Jaeger tags are often text). */
export function numberAt(attributes: Attributes, ...keys: readonly string[]): number | null {
  for (const key of keys) {
    const number = numberOf(attributes.get(key))
    if (number !== null) return number
  }
  return null
}

export function numberOf(value: AttributeValue | undefined): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (value instanceof Double) return Number.isFinite(value.value) ? value.value : null
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'string' || value === '') return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}

/** The first text of a list, whether it is a list, its JSON text (`["stop"]`) or a bare word. */
export function firstText(value: AttributeValue | undefined): string | null {
  if (Array.isArray(value)) {
    const [first] = value
    return typeof first === 'string' && first !== '' ? first : null
  }
  if (typeof value !== 'string' || value === '') return null
  if (!value.startsWith('[')) return value
  const parsed = parseJson(value)
  const first: unknown = Array.isArray(parsed) ? parsed[0] : null
  return typeof first === 'string' ? first : null
}

/** The first of the keys that the attributes have. */
export function presentKey(attributes: Attributes, ...keys: readonly string[]): string | null {
  for (const key of keys) if (attributes.has(key)) return key
  return null
}

/** JSON of a text, undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function textOf(value: AttributeValue | undefined): string | null {
  return attributeText(value)
}

/** Sets the kind unless an earlier dialect knew it. */
export function setKind(span: Span, kind: SpanKind | undefined): void {
  if (span.kind === 'other' && kind !== undefined) span.kind = kind
}

export interface TokenKeys {
  input: readonly string[]
  output: readonly string[]
  cached: readonly string[]
  cost: readonly string[]
}

/** Tokens and cost, only where the span is the call itself: agents and chains repeat the sums of their children. */
export function setUsage(span: Span, keys: TokenKeys): void {
  if (span.kind !== 'llm' && span.kind !== 'embedding' && span.kind !== 'reranker') return
  const { attributes } = span
  span.inputTokens ??= numberAt(attributes, ...keys.input)
  span.outputTokens ??= numberAt(attributes, ...keys.output)
  span.cachedTokens ??= numberAt(attributes, ...keys.cached)
  span.costUsd ??= numberAt(attributes, ...keys.cost)
}
