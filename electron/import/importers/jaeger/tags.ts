import { Double, type AttributeValue, type Attributes } from '../../../../shared/model/attribute.ts'
import type { Resource } from '../../../../shared/model/span.ts'
import {
  attributeFromJson,
  exactInteger,
  isJsonObject,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'

export interface Tags {
  attributes: Attributes
  /** Earlier values of keys that stand more than once: Jaeger's tags are a multimap. Null where there are none. */
  repeated: Map<string, AttributeValue[]> | null
}

/** Jaeger's `[{key, type, value}]`, or the `{key: value}` object of an Elasticsearch dump (whose keys have `@` for dots). */
export function readTags(raw: unknown, conversion: Conversion): Tags {
  const attributes: Attributes = new Map()
  let repeated: Map<string, AttributeValue[]> | null = null
  if (isJsonObject(raw)) {
    for (const key of Object.keys(raw))
      attributes.set(key.replaceAll('@', '.'), attributeFromJson(raw[key], conversion))
  }
  if (!Array.isArray(raw)) return { attributes, repeated }
  for (const tag of raw as unknown[]) {
    if (!isJsonObject(tag) || typeof tag.key !== 'string') continue
    const { key } = tag
    const earlier = attributes.get(key)
    if (earlier !== undefined) {
      repeated ??= new Map()
      repeated.set(key, [...(repeated.get(key) ?? []), earlier])
    }
    attributes.set(key, readTag(tag.type, tag.value, conversion))
  }
  return { attributes, repeated }
}

function readTag(type: unknown, value: unknown, conversion: Conversion): AttributeValue {
  switch (type) {
    case 'string':
      return typeof value === 'string' ? value : attributeFromJson(value, conversion)
    case 'bool':
      return value === true || value === 'true'
    case 'int64':
      return integer(value, conversion)
    case 'float64': {
      const number = Number(value)
      return Number.isInteger(number) ? new Double(number) : number
    }
    case 'binary':
      return typeof value === 'string' ? Buffer.from(value, 'base64') : attributeFromJson(value, conversion)
    default:
      return attributeFromJson(value, conversion)
  }
}

function integer(value: unknown, conversion: Conversion): AttributeValue {
  if (typeof value === 'number' || typeof value === 'bigint') return exactInteger(value, conversion)
  if (typeof value !== 'string' || !/^-?\d+$/.test(value)) return attributeFromJson(value, conversion)
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : BigInt(value)
}

/** A process is the resource of its spans. */
export function readProcess(process: JsonObject, conversion: Conversion): Resource {
  const { attributes } = readTags(process.tags, conversion)
  if (typeof process.serviceName === 'string' && !attributes.has('service.name')) {
    attributes.set('service.name', process.serviceName)
  }
  return { attributes }
}
