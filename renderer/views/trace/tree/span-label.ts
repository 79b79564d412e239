import type { SpanRow } from '../../../../shared/contract/schemas.ts'

/** What a person looks for: the tool's or agent's name; else the span's own name. */
export function spanLabel(span: SpanRow): string {
  if (span.kind === 'tool' && span.toolName) return span.toolName
  if (span.kind === 'agent' && span.agentName) return span.agentName
  return span.name === '' ? '(no name)' : span.name
}
