import type { Span } from '../../../shared/model/span.ts'
import type { SourceMemory } from './source-memory.ts'

/** One attribute vocabulary of agent instrumentation: a folder under dialects/ and a line in the registry. */
export interface Dialect {
  id: string
  /** Attribute keys of which any shows that a span may speak this dialect. Looked up before anything else is done. */
  markers: readonly string[]
  /** Fills fields of the span that are still empty; the attributes stay as they are, long message lists are cut (SplitText). */
  translate(span: Span, memory: SourceMemory): void
}
