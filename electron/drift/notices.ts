import type { Notice } from '../../shared/model/shift.ts'
import type { BaselineModel } from './baseline.ts'
import { isBlind, type Sight } from './detectability.ts'
import type { Run } from './fast-lane.ts'
import type { Follower } from './follower.ts'
import { dateOf } from './clock.ts'
import { SIGHT_DAYS } from './policy.ts'
import type { TrafficChange } from './traffic.ts'
import { counted, dayName, grouped, percent } from './wording.ts'

/** At most so many segments are named in one notice. */
const NAMED = 3

/** "Traffic changed": shares with numbers, and whether the rates inside the segments stood still. */
export function trafficNotice(
  changes: readonly TrafficChange[],
  unknown: ReadonlySet<string>,
  openShifts: number,
): Notice | null {
  const first = changes[0]
  if (!first) return null
  const parts = changes
    .slice(0, NAMED)
    .map(({ segment, before, after, date }) =>
      unknown.has(segment)
        ? `${segment} is new traffic, ${percent(after)} of sessions since ${dayName(date)}, judged for information only until it has a baseline`
        : `${segment} ${after > before ? 'grew' : 'fell'} from ${percent(before)} to ${percent(after)} of sessions on ${dayName(date)}`,
    )
  const more =
    changes.length > NAMED ? `; ${counted(changes.length - NAMED, 'other segment')} changed too` : ''
  const rates =
    openShifts === 0
      ? 'Rates inside each segment are unchanged.'
      : `${counted(openShifts, 'shift')} ${openShifts === 1 ? 'is' : 'are'} open beside it.`
  return {
    kind: 'traffic',
    title: 'Traffic changed',
    text: `${parts.join('; ')}${more}. ${rates}`,
    on: first.date,
  }
}

/** A shift that shows the same events as another one from its own side. */
export function followerNotice({ shift, leader }: Follower, nameOf: (category: string) => string): Notice {
  return {
    kind: 'follower',
    title: `${nameOf(shift.category)} moved with it`,
    text: `${shift.sentence} These are sessions of the shift of ${nameOf(leader.category)}: no alert of its own.`,
    on: shift.openedOn,
  }
}

/** Streams that could not show a doubling within 28 days, and which they mostly are. */
export function sightNotice(
  model: BaselineModel,
  sights: readonly Sight[],
  names: readonly string[],
): Notice | null {
  const blind = sights.filter(isBlind)
  const unknown = names.filter((_, c) => !model.known[c])
  if (blind.length === 0 && unknown.length === 0) return null
  const sentences: string[] = []
  if (blind.length > 0) {
    sentences.push(
      `${blind.length} of ${counted(sights.length, 'stream')} could not show a doubling within ${SIGHT_DAYS} days; ${mostOf(model, blind, names)}.`,
    )
  }
  if (unknown.length > 0) {
    const listed =
      unknown.slice(0, NAMED).join(', ') +
      (unknown.length > NAMED ? ` and ${unknown.length - NAMED} more` : '')
    sentences.push(`Not watched, as the baseline could hardly judge a session: ${listed}.`)
  }
  return { kind: 'too_little_data', title: 'Too little data', text: sentences.join(' '), on: null }
}

function mostOf(model: BaselineModel, blind: readonly Sight[], names: readonly string[]): string {
  const whole = blind
    .filter(({ stream }) => stream.cell === null)
    .map(({ stream }) => names[stream.category] ?? '')
  const perCell = Map.groupBy(
    blind.filter(({ stream }) => stream.cell !== null),
    ({ stream }) => stream.cell ?? 0,
  )
  const [cell, most] = [...perCell].toSorted((a, b) => b[1].length - a[1].length || a[0] - b[0])[0] ?? [
    -1,
    [],
  ]
  const parts: string[] = []
  if (whole.length > 0) {
    parts.push(
      whole.length <= NAMED
        ? `whole categories among them: ${whole.join(', ')}`
        : `${whole.length} of them whole categories that hardly ever fire`,
    )
  }
  if (most.length > 0) {
    const n = Math.max(...model.n.map((row) => row[cell] ?? 0)) / Math.max(1, model.days)
    parts.push(`${most.length} in the segment ${model.cells[cell]} (${grouped(n)} sessions a day)`)
  }
  return parts.join('; ')
}

/** Categories whose rule is not the one of the baseline: their old and new verdicts are never compared. */
export function rulerNotice(names: readonly string[]): Notice | null {
  if (names.length === 0) return null
  const listed =
    names.slice(0, NAMED).join(', ') + (names.length > NAMED ? ` and ${names.length - NAMED} more` : '')
  return {
    kind: 'ruler',
    title: 'Ruler changed',
    text: `${listed}: the rule is another than the baseline's, so verdicts are not compared with it. A new baseline would watch ${names.length === 1 ? 'it' : 'them'} again.`,
    on: null,
  }
}

/** A run of failing sessions, said within hours and never as an alert. */
export function runNotice(model: BaselineModel, run: Run, name: string): Notice {
  const [from, to] = [dateOf(run.fromUs), dateOf(run.toUs)]
  const when =
    from === to
      ? `on ${dayName(from)} from ${clock(run.fromUs)} to ${clock(run.toUs)} UTC`
      : `from ${dayName(from)} ${clock(run.fromUs)} to ${dayName(to)} ${clock(run.toUs)} UTC`
  return {
    kind: 'fast_lane',
    title: `${run.length} sessions in a row`,
    text: `${name}: ${run.length} sessions in a row in ${model.cells[run.cell]} ${when}; usually ${percent(model.rates[run.category]![run.cell]!)} of them.`,
    on: to,
  }
}

/** `09:14`, UTC. */
function clock(us: number): string {
  return new Date(us / 1000).toISOString().slice(11, 16)
}
