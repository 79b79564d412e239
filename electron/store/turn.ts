import type { Turn } from '../../shared/contract/traces.ts'
import type { RecordedSpan } from '../../shared/model/recorded-trace.ts'
import { agentOf } from './agent-runs.ts'
import { tokensOf } from './span-fields.ts'
import { textPart, TURN_LENGTH } from './text-part.ts'

type Told = Pick<Turn, 'kind' | 'role' | 'path'> &
  Partial<Pick<Turn, 'name' | 'toolCallId'>> & { text: string }

/** A turn told at a span; model, status, duration and tokens are left out where the span only hands it on. */
export function turnOf(span: RecordedSpan, told: Told, own: boolean): Turn {
  return {
    spanId: span.spanId,
    kind: told.kind,
    role: told.role,
    name: told.name ?? null,
    model: own ? (span.modelAnswered ?? span.modelRequested) : null,
    text: textPart(told.text, 0, TURN_LENGTH),
    path: told.path,
    toolCallId: told.toolCallId ?? null,
    status: own ? span.status : 'unset',
    durationNs: own ? span.durationNs : null,
    tokens: own && span.kind === 'llm' ? tokensOf(span) : null,
  }
}

/** Name of the agent that speaks at a span. */
export function speakerOf(span: RecordedSpan): string | null {
  if (span.agentName !== null) return span.agentName
  const agent = agentOf(span)
  return agent === null ? null : (agent.agentName ?? agent.name)
}
