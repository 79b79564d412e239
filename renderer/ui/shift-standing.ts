import type { Decision, DecisionKind } from '../../shared/model/decision.ts'
import type { Tone } from './tag.tsx'
import { formatDay } from '../../shared/format.ts'

/** What the standing of a shift is read from. */
export interface StandingShift {
  id: string
  state: 'open' | 'closed'
  openedOn: string
  closedOn: string | null
  isAccepted: boolean
  /** Decisions that hold, newest first. */
  decisions: readonly Decision[]
}

export interface StandingTag {
  text: string
  tone: Tone
}

/** The day until which a shift is muted, null where it is not on the last closed day of the data (ISO dates). */
export function mutedUntil({ decisions }: StandingShift, lastClosedDay: string | null): string | null {
  const mute = decisions.find(({ kind }) => kind === 'mute')
  const until = mute?.until ?? null
  return until !== null && (lastClosedDay === null || until >= lastClosedDay) ? until : null
}

/** What the watch and people say of a shift: its state first, then what was decided. */
export function standingTags(shift: StandingShift, lastClosedDay: string | null): StandingTag[] {
  const tags: StandingTag[] = [stateTag(shift)]
  const until = shift.state === 'open' ? mutedUntil(shift, lastClosedDay) : null
  if (until !== null) tags.push({ text: `muted until ${formatDay(until)}`, tone: 'neutral' })
  if (holds(shift, 'regression')) tags.push({ text: 'regression', tone: 'bad' })
  if (holds(shift, 'acknowledge')) tags.push({ text: 'acknowledged', tone: 'accent' })
  return tags
}

function stateTag({ state, isAccepted, openedOn, closedOn }: StandingShift): StandingTag {
  if (state === 'open') return { text: `opened ${formatDay(openedOn)}`, tone: 'bad' }
  const day = formatDay(closedOn ?? openedOn)
  return isAccepted ? { text: `accepted ${day}`, tone: 'ok' } : { text: `closed ${day}`, tone: 'neutral' }
}

function holds({ decisions }: StandingShift, kind: DecisionKind): boolean {
  return decisions.some((decision) => decision.kind === kind)
}

/** Shifts that call for attention, those muted, and those that are over; each in the order they came. */
export function groupShifts<S extends StandingShift>(
  shifts: readonly S[],
  lastClosedDay: string | null,
): { open: S[]; muted: S[]; closed: S[] } {
  const groups = Object.groupBy(shifts, (shift) => {
    if (shift.state === 'closed') return 'closed'
    return mutedUntil(shift, lastClosedDay) === null ? 'open' : 'muted'
  })
  return { open: groups.open ?? [], muted: groups.muted ?? [], closed: groups.closed ?? [] }
}
