import { formatDuration } from '../../../../shared/format.ts'
import type { SpanRow } from '../../../../shared/contract/schemas.ts'
import type { SpanTree } from '../tree/span-tree.ts'
import type { Step } from './align-traces.ts'

/** Prints of the payloads of a trace by span id; null where they are not known. */
export type Prints = ReadonlyMap<string, string> | null

/** How a step compares: only on one side, with other payloads or another outcome, or alike. */
export type Verdict = 'removed' | 'added' | 'differs' | 'same'

/**
 * What is known of a step without opening it: its status, model and, where prints are there, its payloads. That it took
 * longer is no difference: nothing takes the same time twice.
 */
export function verdictOf(
  step: Step,
  before: { tree: SpanTree; prints: Prints },
  after: { tree: SpanTree; prints: Prints },
): Verdict {
  const one = before.tree.spans[step.before]
  const other = after.tree.spans[step.after]
  if (one === undefined) return 'added'
  if (other === undefined) return 'removed'
  if (one.status !== other.status || one.model !== other.model) return 'differs'
  return before.prints?.get(one.spanId) === after.prints?.get(other.spanId) ? 'same' : 'differs'
}

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  removed: 'only in the other',
  added: 'only in this',
  differs: 'differs',
  same: 'alike',
}
export const VERDICT_SIGNS: Readonly<Record<Verdict, string>> = {
  removed: '−',
  added: '+',
  differs: '≠',
  same: '',
}

/** `3.7 s · 212 tokens · error`, what is unknown left out. */
export function factsOfSpan(span: SpanRow, hasClock: boolean): string {
  return [
    hasClock && span.durationNs !== null ? formatDuration(span.durationNs) : null,
    span.status === 'error' ? 'error' : null,
  ]
    .filter((fact) => fact !== null)
    .join(' · ')
}
