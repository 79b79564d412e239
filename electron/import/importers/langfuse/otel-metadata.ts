import { isBlankCell } from '../../members.ts'
import type { Attributes } from '../../../../shared/model/attribute.ts'
import type { Resource, Scope, Span } from '../../../../shared/model/span.ts'
import { textOfJson } from '../../json-text.ts'
import {
  attributeFromJson,
  attributesFromJson,
  isJsonObject,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import { openJson } from './open-json.ts'

/** Resources and scopes a source may have before those remembered are forgotten. */
const MAX_REMEMBERED = 500

/** Langfuse keeps what came by OpenTelemetry in the metadata: this puts it back to where it was. */
export class OtelMetadata {
  readonly #resources = new Map<string, Resource>()
  readonly #scopes = new Map<string, Scope>()

  /** `metadata`: opened JSON; what is no object stays an attribute of that name. */
  setOn(span: Span, metadata: unknown, conversion: Conversion): void {
    if (!isJsonObject(metadata)) {
      if (!isBlankCell(metadata)) span.attributes.set('metadata', attributeFromJson(metadata, conversion))
      return
    }
    for (const key of Object.keys(metadata)) {
      const value = metadata[key]
      const part = PARTS.has(key) ? openJson(value) : undefined
      if (!isJsonObject(part)) {
        if (!isBlankCell(value)) span.attributes.set(`metadata.${key}`, attributeFromJson(value, conversion))
      } else if (key === 'attributes') addAttributes(span.attributes, part, conversion)
      else if (key === 'resourceAttributes') span.resource = this.#resourceOf(part, conversion)
      else span.scope = this.#scopeOf(part, conversion)
    }
  }

  /** The same object for the same attributes: spans share their resource. */
  #resourceOf(value: JsonObject, conversion: Conversion): Resource {
    return remembered(this.#resources, value, conversion, () => ({
      attributes: attributesFromJson(value, conversion),
    }))
  }

  #scopeOf(value: JsonObject, conversion: Conversion): Scope {
    return remembered(this.#scopes, value, conversion, () => ({
      name: textOrNull(value.name) ?? '',
      version: textOrNull(value.version) ?? '',
      attributes: isJsonObject(value.attributes)
        ? attributesFromJson(value.attributes, conversion)
        : new Map(),
    }))
  }
}

const PARTS: ReadonlySet<string> = new Set(['attributes', 'resourceAttributes', 'scope'])

/** A column of the same name keeps its place; the attribute then stays under the metadata. */
function addAttributes(attributes: Attributes, more: JsonObject, conversion: Conversion): void {
  for (const key of Object.keys(more)) {
    const name = attributes.has(key) ? `metadata.attributes.${key}` : key
    attributes.set(name, attributeFromJson(more[key], conversion))
  }
}

function remembered<T>(known: Map<string, T>, value: JsonObject, conversion: Conversion, make: () => T): T {
  const text = textOfJson(value)
  let found = known.get(text)
  if (found === undefined) {
    found = make()
    if (known.size >= MAX_REMEMBERED) known.clear()
    // What was rounded is made again from the exact text, what is too deep has none.
    if (!conversion.inexact && text !== '') known.set(text, found)
  }
  return found
}
