import { formatDay } from '../../../shared/format.ts'
import type { Decision } from '../../../shared/model/decision.ts'

/** What a decision says, to stand in a list or after `Undone:`. */
export function decisionWords({ kind, until }: Pick<Decision, 'kind' | 'until'>): string {
  switch (kind) {
    case 'acknowledge':
      return 'Acknowledged'
    case 'regression':
      return 'A regression, confirmed'
    case 'mute':
    default:
      return until === null ? 'Muted' : `Muted until ${formatDay(until)}`
  }
}
