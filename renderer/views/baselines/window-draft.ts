import type { DayRange } from '../../../shared/model/policy.ts'

/** A window as it is being chosen; texts as they were typed. */
export interface WindowDraft {
  from: string
  to: string
  excluded: DayRange[]
  name: string
  reason: string
  author: string
}

/** Begins with a proposal, or with all days. */
export function freshDraft(
  proposal: { from: string; to: string } | null,
  days: readonly { date: string }[],
): WindowDraft {
  const from = proposal?.from ?? days[0]?.date ?? ''
  const to = proposal?.to ?? days.at(-1)?.date ?? ''
  return { from, to, excluded: [], name: '', reason: '', author: '' }
}

/** The decision a draft stands for; not yet checked. */
export function chooseChange({ from, to, excluded, name, reason, author }: WindowDraft) {
  return { kind: 'choose' as const, from, to, excluded, name, reason, author }
}

/** What a trial depends on: words change nothing of what the watch would say. */
export function windowKey({ from, to, excluded }: WindowDraft): string {
  return JSON.stringify([from, to, excluded.map((range) => [range.from, range.to])])
}
