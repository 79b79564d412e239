import type { BaselineKind, WatchChange } from '../../shared/model/baseline.ts'
import type { Segmenter } from '../../shared/model/segmenter.ts'
import type { DayRange } from '../../shared/model/policy.ts'
import {
  type BaselinePlan,
  isShort,
  type PlanModel,
  planOfWindow,
  withoutVersion,
  withRegime,
} from './baseline-plan.ts'
import { chooseWindow } from './baseline-window.ts'
import { type ClosedDays, countWindow } from './count-window.ts'
import { extendPlan, recountPlan } from './extend-plan.ts'
import type { ToldWatch } from './tell-watch.ts'
import { FULL_EXPORT_DAYS } from './policy.ts'
import { describeClosedDays } from './watch-sentence.ts'

/** A version of the baseline that is to be kept. */
export interface NewVersion {
  version: number
  kind: BaselineKind
  name: string
  from: string
  to: string
  sessions: number
  excluded: DayRange[]
  /** The categories it is about; null where it is about all. */
  categories: string[] | null
  reason: string
  author: string
  /** An earlier version that it withdraws. */
  takesBack: number | null
  plan: BaselinePlan
}

export interface PlanRequest {
  days: ClosedDays
  /** Version of every watched category's rule. */
  rules: ReadonlyMap<string, number>
  /** The plan in force. */
  plan: BaselinePlan | null
  /** Number of the next version. */
  next: number
  /** What traffic is split by now. */
  segmenter: Segmenter
}

/** Whether what was the first half of a short export can be a whole baseline by now. */
export function isOutgrown({ plan, days }: PlanRequest): boolean {
  const base = plan?.models[plan.base]
  return base !== undefined && isShort(base) && days.series.days.length >= FULL_EXPORT_DAYS
}

/** The first days as a baseline, or a sentence why they cannot be one. */
export function firstVersion({ days, rules, plan, next, segmenter }: PlanRequest): NewVersion | string {
  const window = chooseWindow(days.series)
  const [first, last] = [days.series.days[0], days.series.days[(window ?? 0) - 1]]
  if (window === null || first === undefined || last === undefined)
    return describeClosedDays(days.series.days.length)
  return windowVersion(
    { days, rules, plan: null, next, segmenter },
    { from: first.date, to: last.date, excluded: [] },
    {
      kind: 'automatic',
      name: '',
      reason:
        plan === null
          ? 'The first days of what was imported.'
          : 'There are now days enough for a whole baseline.',
      author: '',
    },
    window,
  )
}

/** What the watch said before a decision. */
type Said = Pick<ToldWatch, 'shifts' | 'followers'>

/** Carries out a decision about the baseline; a sentence where it cannot be. */
export function decidedVersion(
  request: PlanRequest,
  change: Exclude<WatchChange, { kind: 'policy' }>,
  said: Said,
  /** The plan before a version, for one that is taken back. */
  planBefore: (version: number) => BaselinePlan | null,
): NewVersion | string {
  const { reason, author } = change
  switch (change.kind) {
    case 'choose':
      return windowVersion(request, change, { kind: 'chosen', name: change.name, reason, author })
    case 'accept':
      return acceptedVersion(request, change, said)
    case 'take_back':
    default:
      return takenBackVersion(request, change, planBefore)
  }
}

type Words = Pick<NewVersion, 'kind' | 'name' | 'reason' | 'author'>

function windowVersion(
  { days, rules, plan, next, segmenter }: PlanRequest,
  window: { from: string; to: string; excluded: DayRange[] },
  words: Words,
  leastDays?: number,
): NewVersion | string {
  const model = countWindow(days, window, rules, leastDays)
  if (typeof model === 'string') return model
  const { from, to, excluded } = window
  return {
    ...words,
    version: next,
    from,
    to,
    excluded,
    sessions: model.sessions,
    categories: null,
    takesBack: null,
    plan: planOfWindow({ version: next, from, to, excluded, model }, rules, { before: plan, segmenter }),
  }
}

function acceptedVersion(
  { days, rules, plan, next }: PlanRequest,
  { shift: id, reason, author }: Extract<WatchChange, { kind: 'accept' }>,
  { shifts, followers }: Said,
): NewVersion | string {
  const shift = shifts.find((candidate) => candidate.id === id)
  const last = days.series.days.at(-1)
  if (shift === undefined || plan === null || last === undefined) return `There is no shift ${id}.`
  if (shift.state !== 'open') return `The shift ${id} is over: there is nothing to accept.`
  const window = { from: shift.onset, to: last.date, excluded: [] }
  const model = countWindow(days, window, rules)
  if (typeof model === 'string') return `The shift cannot be accepted as normal yet: ${model}`
  const kept: PlanModel = { version: next, ...window, model }
  const led = followers.filter(({ leader, shift: { state } }) => leader.id === id && state === 'open')
  const categories = [shift.category, ...led.map(({ shift: { category } }) => category)]
  return {
    version: next,
    kind: 'accepted',
    name: '',
    ...window,
    sessions: model.sessions,
    categories,
    reason,
    author,
    takesBack: null,
    plan: withRegime(plan, categories, kept),
  }
}

function takenBackVersion(
  request: PlanRequest,
  { version, reason, author }: Extract<WatchChange, { kind: 'take_back' }>,
  planBefore: (version: number) => BaselinePlan | null,
): NewVersion | string {
  const { plan, next } = request
  if (plan === null) return 'There is no baseline to take back.'
  const isBase = plan.models[plan.base]?.version === version
  const accepted = plan.categories.filter((category) =>
    category.regimes.slice(1).some((position) => plan.models[position]?.version === version),
  )
  const before = isBase ? planBefore(version) : null
  if (accepted.length === 0 && before === null) {
    return isBase
      ? `Version ${version} is the first baseline: choose another window instead of taking it back.`
      : `Version ${version} is not in force: there is nothing to take back.`
  }
  const left = before ?? withoutVersion(plan, version)
  const base = left.models[left.base]
  return {
    version: next,
    kind: 'taken_back',
    name: '',
    from: base?.from ?? '',
    to: base?.to ?? '',
    sessions: base?.model.sessions ?? 0,
    excluded: base?.excluded ?? [],
    categories: before === null ? accepted.map(({ id }) => id) : null,
    reason,
    author,
    takesBack: version,
    plan: left,
  }
}

/** Categories that are new to a plan, or whose rule changed, counted anew on the same days; null where none is. */
export function extendedVersion(request: PlanRequest & { plan: BaselinePlan }): NewVersion | null {
  const { plan, days, rules, next } = request
  const extended = extendPlan(plan, days, rules, next)
  if (extended === null) return null
  const base = extended.plan.models[extended.plan.base]!
  return {
    version: next,
    kind: 'extended',
    name: '',
    from: base.from,
    to: base.to,
    sessions: base.model.sessions,
    excluded: base.excluded,
    categories: extended.categories,
    reason: 'Rules that are new or changed, counted on the same days.',
    author: '',
    takesBack: null,
    plan: extended.plan,
  }
}

/** Whether a plan splits traffic by something else than what it is split by now. */
export function isSplitOtherwise({ plan, segmenter }: PlanRequest): boolean {
  return plan?.segmenter !== undefined && JSON.stringify(plan.segmenter) !== JSON.stringify(segmenter)
}

/** The same days split into the segments of now; a sentence where they cannot be counted so. */
export function resegmentedVersion(
  request: PlanRequest & { plan: BaselinePlan },
  { reason, author }: Pick<WatchChange, 'reason' | 'author'>,
): NewVersion | string {
  const plan = recountPlan(request.plan, request.days, request.rules, request.segmenter)
  if (typeof plan === 'string') return plan
  const base = plan.models[plan.base]!
  return {
    version: request.next,
    kind: 'resegmented',
    name: '',
    from: base.from,
    to: base.to,
    sessions: base.model.sessions,
    excluded: base.excluded,
    categories: null,
    reason,
    author,
    takesBack: null,
    plan,
  }
}

/** Categories that the plan cannot hold against anything: new or changed rules that its days hardly judge. */
export function unheldCategories(plan: BaselinePlan, rules: ReadonlyMap<string, number>): string[] {
  return [...rules].flatMap(([id, rule]) =>
    plan.categories.find((category) => category.id === id)?.rule === rule ? [] : [id],
  )
}
