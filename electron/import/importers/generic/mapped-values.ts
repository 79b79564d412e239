import { attributeText, type Attributes, type AttributeValue } from '../../../../shared/model/attribute.ts'
import type { Mapping, MappingField } from '../../../../shared/model/mapping.ts'
import { SPAN_KINDS, type Span, type SpanKind } from '../../../../shared/model/span.ts'
import { textOfJson } from '../../conversation-trace.ts'
import { instantOfIso, instantOfNumber, type Instant } from '../../decimal-time.ts'
import { attributeFromJson, isJsonObject, numberOrNull, type Conversion } from '../../json-value.ts'
import { firstAt, rootOf } from './path.ts'

/** Reads the fields of one record, or of one message, as a mapping says. */
export class MappedValues {
  readonly mapping: Mapping
  readonly record: unknown
  readonly conversion: Conversion

  constructor(mapping: Mapping, record: unknown, conversion: Conversion) {
    this.mapping = mapping
    this.record = record
    this.conversion = conversion
  }

  at(field: MappingField): unknown {
    return firstAt(this.record, this.mapping.fields[field])
  }

  text(field: MappingField): string | null {
    const value = this.at(field)
    if (value === undefined) return null
    const text = textOfJson(value)
    return text === '' ? null : text
  }

  number(field: MappingField): number | null {
    return numberOrNull(this.at(field))
  }

  instant(field: MappingField): Instant | null {
    return instantOf(this.at(field), this.mapping.timeUnit)
  }

  /** In nanoseconds. */
  durationNs(): number | null {
    const value = this.number('duration')
    const nanos = value === null ? null : Math.round(value * NANOS[this.mapping.durationUnit ?? 's'])
    return Number.isSafeInteger(nanos) ? nanos : null
  }

  /** What runs, calls, messages and spans have in common. */
  common(): Partial<Span> {
    return {
      sessionId: this.text('sessionId'),
      userId: this.text('userId'),
      environment: this.text('environment'),
      agentName: this.text('agent'),
      promptVersion: this.text('promptVersion'),
    }
  }

  /** What is known of a call to a model. */
  call(): Partial<Span> {
    const model = this.text('model')
    return {
      modelRequested: model,
      modelAnswered: model,
      provider: this.text('provider'),
      finishReason: this.text('finishReason'),
      inputTokens: this.number('inputTokens'),
      outputTokens: this.number('outputTokens'),
      cachedTokens: this.number('cachedTokens'),
      costUsd: this.number('cost'),
    }
  }

  /** The members of the record that no field comes from, as attributes. */
  rest(except: ReadonlySet<string> = new Set()): Attributes {
    const attributes: Attributes = new Map()
    if (!isJsonObject(this.record)) return attributes
    const used = this.#usedMembers()
    for (const key of Object.keys(this.record)) {
      const value = this.record[key]
      if (value === null || value === undefined || value === '' || used.has(key) || except.has(key)) continue
      attributes.set(key, attributeFromJson(value, this.conversion))
    }
    return attributes
  }

  /** A member that holds more than what one field took from it stays an attribute. */
  #usedMembers(): Set<string> {
    const used = new Set<string>()
    for (const path of pathsOf(this.mapping)) {
      const root = rootOf(this.record, path)
      if (root !== null && (root === path || rootHoldsOne(this.record, root))) used.add(root)
    }
    return used
  }
}

const PATHS = new WeakMap<Mapping, readonly string[]>()

function pathsOf(mapping: Mapping): readonly string[] {
  let paths = PATHS.get(mapping)
  if (paths === undefined) {
    paths = Object.values(mapping.fields).flat()
    PATHS.set(mapping, paths)
  }
  return paths
}

function rootHoldsOne(record: unknown, root: string): boolean {
  const value = isJsonObject(record) ? record[root] : undefined
  return typeof value !== 'object' || value === null
}

const NANOS = { s: 1e9, ms: 1e6, us: 1e3, ns: 1 } as const

/** Counts since 1970 below these are seconds, milliseconds, microseconds: the year 5138 is far for each. */
const UNIT_LIMITS = [
  [1e11, 's'],
  [1e14, 'ms'],
  [1e17, 'us'],
] as const

export function instantOf(value: unknown, unit: Mapping['timeUnit']): Instant | null {
  if (typeof value === 'string') {
    const iso = instantOfIso(value)
    if (iso) return iso
  }
  const number = numberOrNull(value)
  if (number === null || number < 0) return null
  const told = unit ?? UNIT_LIMITS.find(([limit]) => number < limit)?.[1] ?? 'ns'
  return instantOfNumber(value, told)
}

/** The source's words for kinds of steps, besides our own. */
const KINDS: ReadonlyMap<string, SpanKind> = new Map([
  ...SPAN_KINDS.map((kind) => [kind, kind] as const),
  ['generation', 'llm'],
  ['chat', 'llm'],
  ['completion', 'llm'],
  ['chat_model', 'llm'],
  ['model', 'llm'],
  ['function', 'tool'],
  ['tool_call', 'tool'],
  ['execute_tool', 'tool'],
  ['retriever', 'retrieval'],
  ['embeddings', 'embedding'],
  ['rerank', 'reranker'],
  ['workflow', 'chain'],
  ['task', 'chain'],
  ['invoke_agent', 'agent'],
  ['judge', 'evaluator'],
])

export function kindOf(word: string | null): SpanKind {
  return KINDS.get(word?.trim().toLowerCase() ?? '') ?? 'other'
}

/** Whether a record failed, by its status (words, truth, HTTP) or by an error that is there. */
export function statusOf(status: unknown, error: unknown): Span['status'] {
  if (error !== undefined && error !== false && error !== 0 && error !== 'false') return 'error'
  if (status === undefined) return 'unset'
  if (status === false) return 'error'
  const number = numberOrNull(status)
  if (number !== null) return number >= 400 ? 'error' : number >= 100 || number === 0 ? 'ok' : 'unset'
  return /^(err|fail|exception|timeout|cancel|abort|false$)/i.test(textOfJson(status)) ? 'error' : 'ok'
}

/** A payload as an attribute: under the source's own name where it is a member, as it stands. */
export function setPayload(
  span: Span,
  key: string,
  value: unknown,
  conversion: Conversion,
  side: 'inputKey' | 'outputKey',
): void {
  if (value === undefined) return
  const attribute: AttributeValue = attributeFromJson(value, conversion)
  if (attributeText(attribute) === null) return
  span.attributes.set(key, attribute)
  span[side] = key
}
