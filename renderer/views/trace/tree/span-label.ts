import { legibleText } from '../../../ui/legible.ts'
import type { SpanRow } from '../../../../shared/contract/schemas.ts'

/** What a person looks for: the tool's or agent's name; else the span's own name. */
export function spanLabel(span: SpanRow): string {
  const { kind, toolName, agentName, name } = span
  const label = (kind === 'tool' && toolName) || (kind === 'agent' && agentName) || name
  return label === '' ? '(no name)' : legibleText(label)
}
