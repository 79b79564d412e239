import type { Attributes } from '../../shared/model/attribute.ts'
import type { Span } from '../../shared/model/span.ts'
import { textAt } from './dialects/attribute-reading.ts'
import { DIALECTS } from './dialects/registry.ts'
import type { ResourceFields, SourceMemory } from './dialects/source-memory.ts'

export { SourceMemory } from './dialects/source-memory.ts'

const NOTHING: ResourceFields = { service: null, environment: null }

/**
 * Fills the fields of a span that its attributes, events and resource tell, in whichever dialects it speaks.
 * Fields that are set already stay. One memory per source; spans of a trace in the order they come.
 */
export function translate(span: Span, memory: SourceMemory): void {
  const { attributes } = span
  for (const dialect of DIALECTS) {
    if (hasAny(attributes, dialect.markers)) dialect.translate(span, memory)
  }
  const { service, environment } = resourceFields(span, memory)
  span.service ??= service
  span.environment ??=
    textAt(attributes, 'deployment.environment.name', 'deployment.environment') ?? environment
  span.sessionId ??= textAt(attributes, 'session.id')
  span.userId ??= textAt(attributes, 'user.id', 'enduser.id')
  span.errorType ??= textAt(attributes, 'error.type') ?? exceptionType(span)
}

function hasAny(attributes: Attributes, markers: readonly string[]): boolean {
  for (const marker of markers) if (attributes.has(marker)) return true
  return false
}

function resourceFields({ resource }: Span, memory: SourceMemory): ResourceFields {
  if (!resource) return NOTHING
  let fields = memory.resources.get(resource)
  if (!fields) {
    const { attributes } = resource
    fields = {
      service: textAt(attributes, 'service.name'),
      environment: textAt(attributes, 'deployment.environment.name', 'deployment.environment'),
    }
    memory.resources.set(resource, fields)
  }
  return fields
}

/** The type of the last exception event: the one the span ended with. */
function exceptionType(span: Span): string | null {
  for (let i = span.events.length - 1; i >= 0; i--) {
    const event = span.events[i]
    const type = event && textAt(event.attributes, 'exception.type')
    if (type) return type
  }
  return null
}
