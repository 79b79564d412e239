import type { Notice } from '../../shared/model/shift.ts'
import type { BaselineModel } from './baseline.ts'
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

/** A watched stream and what it could see. */
export interface SeenStream {
  /** The category's name. */
  name: string
  /** Null where it is the whole category. */
  segment: string | null
  sessionsPerDay: number
  /** A doubling would take more than 28 days to show. */
  isBlind: boolean
  /** Share of the baseline's sessions in which it fired. */
  rate: number
}

/** From here on a doubling is more than all sessions. */
const HALF = 0.5

/**
 * Streams that could not show a doubling within 28 days, and which they mostly are. `unknown` and `full` are not watched at
 * all: the one as too little was judged, the other as it cannot rise.
 */
export function sightNotice(
  streams: readonly SeenStream[],
  unknown: readonly string[],
  full: readonly string[] = [],
): Notice | null {
  const blind = streams.filter(({ isBlind }) => isBlind)
  if (blind.length + unknown.length + full.length === 0) return null
  const sentences: string[] = []
  if (blind.length > 0) {
    sentences.push(
      `${blind.length} of ${counted(streams.length, 'stream')} could not show a doubling within ${SIGHT_DAYS} days; ${mostOf(blind)}.`,
    )
  }
  if (unknown.length > 0)
    sentences.push(`Not watched, as the baseline could hardly judge a session: ${listed(unknown)}.`)
  if (full.length > 0)
    sentences.push(
      `Not watched for a rise, as nearly every session of the baseline has it: ${listed(full)}. Compare two periods to see a fall.`,
    )
  return { kind: 'too_little_data', title: 'Too little data', text: sentences.join(' '), on: null }
}

function mostOf(blind: readonly SeenStream[]): string {
  const whole = blind.filter(({ segment, rate }) => segment === null && rate < HALF)
  const full = blind.filter(({ segment, rate }) => segment === null && rate >= HALF)
  const cells = Map.groupBy(
    blind.filter(({ segment }) => segment !== null),
    ({ segment }) => segment ?? '',
  )
  const [cell, most] = [...cells].toSorted((a, b) => b[1].length - a[1].length)[0] ?? ['', []]
  const parts: string[] = []
  if (whole.length > 0) {
    parts.push(
      whole.length <= NAMED
        ? `whole categories among them: ${whole.map(({ name }) => name).join(', ')}`
        : `${whole.length} of them whole categories that hardly ever fire`,
    )
  }
  if (full.length > 0)
    parts.push(`${listed(full.map(({ name }) => name))} in half of the sessions or more already`)
  const [first] = most
  if (first !== undefined)
    parts.push(`${most.length} in the segment ${cell} (${grouped(first.sessionsPerDay)} sessions a day)`)
  return parts.join('; ')
}

function listed(names: readonly string[]): string {
  return names.slice(0, NAMED).join(', ') + (names.length > NAMED ? ` and ${names.length - NAMED} more` : '')
}

/**
 * Categories whose rule is new or another than the baseline's. `recounted` were counted again on the same days by the
 * rule of now; `unheld` could not be, and their verdicts are not compared with anything.
 */
export function rulerNotice(recounted: readonly string[], unheld: readonly string[]): Notice | null {
  const parts: string[] = []
  if (recounted.length > 0) {
    parts.push(
      `${listed(recounted)}: the rule is new or another than before, so its baseline was counted again on the same days. What was said by the old rule stands under the version before.`,
    )
  }
  if (unheld.length > 0)
    parts.push(
      `${listed(unheld)}: the days of the baseline hold too few verdicts of this rule, so nothing is watched.`,
    )
  if (parts.length === 0) return null
  return { kind: 'ruler', title: 'Ruler changed', text: parts.join(' '), on: null }
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
