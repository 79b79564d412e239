import { standingTags, type StandingShift } from './shift-standing.ts'
import { Tag } from './tag.tsx'

/** The standing of a shift: open, closed, accepted, muted, acknowledged, a regression. */
export function ShiftTags({ shift, lastClosedDay }: { shift: StandingShift; lastClosedDay: string | null }) {
  return standingTags(shift, lastClosedDay).map(({ text, tone }) => (
    <Tag key={text} tone={tone}>
      {text}
    </Tag>
  ))
}
