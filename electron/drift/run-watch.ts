import type { Mark } from '../../shared/contract/shifts.ts'
import type { WatchChange } from '../../shared/model/baseline.ts'
import type { CountSeries } from '../../shared/model/counts.ts'
import type { CategoryClass } from '../../shared/model/finding.ts'
import { DEFAULT_POLICY, isWithin, type Policy } from '../../shared/model/policy.ts'
import type { EvidenceDay, Notice, Shift } from '../../shared/model/shift.ts'
import type { WatchRecord } from '../../shared/model/watch.ts'
import { AppError } from '../../shared/errors.ts'
import type { BaselinePlan } from './baseline-plan.ts'
import { isFakeClock, lastClosedDay } from './clock.ts'
import type { ClosedDays } from './count-window.ts'
import type { DailyCounts } from './daily-counts.ts'
import { rulerNotice } from './notices.ts'
import {
  decidedVersion,
  extendedVersion,
  firstVersion,
  isOutgrown,
  isSplitOtherwise,
  type NewVersion,
  type PlanRequest,
  resegmentedVersion,
  unheldCategories,
} from './settle-plan.ts'
import { tellWatch } from './tell-watch.ts'
import { emptyRecord } from './watch-sentence.ts'
import { counted } from './wording.ts'

export interface WatchedCategory {
  id: string
  name: string
  /** G is about the data and the evaluations, not about the agent: it is shown, but not watched as drift. */
  class: CategoryClass
  /** Version of its rule; verdicts of another version than the baseline's are not held against it. */
  version: number
  /** Categories whose events are its own as well: a shift of it beside one of theirs is no news. */
  follows?: readonly string[]
}

export interface WatchInput {
  counts: DailyCounts
  categories: readonly WatchedCategory[]
  /** Versions first seen after the data began. */
  marks: readonly Mark[]
  /** The baseline in force; without one the first days become it. */
  plan?: BaselinePlan | null
  policy?: Policy
  /** A decision to be carried out first. */
  change?: WatchChange | null
  /** Whether a person decided on the baseline: then it never gives way by itself. */
  isDecided?: boolean
  /** Number of the next version of the baseline. */
  nextVersion?: number
  /** The plan before a version, for one that is taken back. */
  planBefore?: (version: number) => BaselinePlan | null
}

export interface WatchResult {
  record: WatchRecord
  /** The baseline in force; null where nothing is watched. */
  plan: BaselinePlan | null
  /** Versions of the baseline that were made, in order; to be kept by the caller. */
  made: NewVersion[]
  shifts: Shift[]
  notices: Notice[]
  evidence: EvidenceDay[]
}

/**
 * The whole drift job over the counts of a workspace. Pure: the same counts and decisions give the same result.
 * AppError `usage` with a sentence where a decision cannot be carried out.
 */
export function runWatch(input: WatchInput): WatchResult {
  const { counts, change = null } = input
  const unwatched = whyNothing(counts)
  if (unwatched !== null) {
    refuse(change, unwatched.record.sentence)
    return unwatched
  }
  const days = closedDays(input)
  const rules = new Map(
    input.categories
      .filter(({ id }) => days.series.categories.includes(id))
      .map(({ id, version }) => [id, version]),
  )
  const request: PlanRequest = {
    days,
    rules,
    plan: input.plan ?? null,
    next: input.nextVersion ?? 1,
    segmenter: (input.policy ?? DEFAULT_POLICY).segmenter,
  }
  const made: NewVersion[] = []
  const keep = (version: NewVersion): BaselinePlan => {
    made.push(version)
    request.plan = version.plan
    request.next = version.version + 1
    return version.plan
  }
  const isFirst = request.plan === null || (input.isDecided !== true && isOutgrown(request))
  if (isFirst && change?.kind !== 'choose') {
    const first = firstVersion(request)
    if (typeof first === 'string') {
      refuse(change, first)
      return tooShort(first, days)
    }
    keep(first)
  }
  if (request.plan !== null) {
    const split = resegmented(request, change ?? OTHER_SEGMENTS)
    if (split !== null && (change !== null || typeof split !== 'string')) keep(decided(split))
    const extended = extendedVersion({ ...request, plan: request.plan })
    if (extended !== null) keep(extended)
  }
  if (change !== null && change.kind !== 'policy') {
    const said = request.plan === null ? NOTHING_SAID : tellWatch(input, request.plan, days)
    keep(decided(decidedVersion(request, change, said, input.planBefore ?? (() => null))))
    // What held before may have been split otherwise.
    const split = resegmented(request, OTHER_SEGMENTS)
    if (split !== null) keep(decided(split))
  }
  const plan = request.plan!
  const { followers: _followers, ...told } = tellWatch(input, plan, days)
  const nameOf = (id: string) => input.categories.find((category) => category.id === id)?.name ?? id
  const extended = made
    .filter(({ kind }) => kind === 'extended')
    .flatMap(({ categories }) => categories ?? [])
  const ruler = rulerNotice(extended.map(nameOf), unheldCategories(plan, rules).map(nameOf))
  return { ...told, notices: [...told.notices, ...(ruler === null ? [] : [ruler])], plan, made }
}

const OTHER_SEGMENTS = { reason: 'The same days, in the segments of the policy.', author: '' }

/** The plan in the segments of now, where it has others; null where it has these. */
function resegmented(
  request: PlanRequest,
  words: { reason: string; author: string },
): NewVersion | string | null {
  const { plan } = request
  return plan !== null && isSplitOtherwise(request) ? resegmentedVersion({ ...request, plan }, words) : null
}

const NOTHING_SAID = { shifts: [], followers: [] }

function whyNothing(counts: DailyCounts): WatchResult | null {
  if (counts.total === 0)
    return nothing(emptyRecord('empty', 'Nothing is watched yet: this workspace holds no sessions.'))
  if (!isFakeClock({ ...counts, sessions: counts.total, syntheticSessions: counts.synthetic })) return null
  const text = `All ${counted(counts.total, 'session')} carry one moment or no clock at all, so days mean nothing here: the failure categories are found, and nothing is watched.`
  return nothing(emptyRecord('synthetic_clock', text), [
    { kind: 'synthetic_clock', title: 'No clock', text, on: null },
  ])
}

function nothing(record: WatchRecord, notices: Notice[] = []): WatchResult {
  return { record, plan: null, made: [], shifts: [], notices, evidence: [] }
}

function tooShort(why: string, { series }: ClosedDays): WatchResult {
  const record = { ...emptyRecord('no_baseline', why), lastClosedDay: series.days.at(-1)?.date ?? null }
  return nothing(record, [{ kind: 'short_export', title: 'Not enough to watch', text: why, on: null }])
}

function decided(version: NewVersion | string): NewVersion {
  if (typeof version === 'string') throw new AppError('usage', { why: version })
  return version
}

/** A change of the policy is kept whatever there is to watch; one of the baseline needs days to count. */
function refuse(change: WatchChange | null, why: string): void {
  if (change !== null && change.kind !== 'policy') throw new AppError('usage', { why })
}

/** Closed days outside of quiet periods, with the categories and segments that are watched. */
function closedDays({ counts, categories, policy = DEFAULT_POLICY }: WatchInput): ClosedDays {
  const last = lastClosedDay(counts.newestUs)
  const { series } = counts
  const rows = series.categories
    .map((id, row) => ({ id, row }))
    .filter(({ id }) => categories.some((category) => category.id === id && category.class !== 'G'))
  const silent = series.segments.map((segment) => policy.unwatchedSegments.includes(segment))
  const heard = (row: readonly number[]) => row.map((count, s) => (silent[s] ? 0 : count))
  const pick = (values: readonly number[][]) => rows.map(({ row }) => heard(values[row]!))
  const positions = [...series.days.keys()].filter((d) => {
    const { date } = series.days[d]!
    return date <= last && !isWithin(date, policy.quiet)
  })
  const watched: CountSeries = {
    categories: rows.map(({ id }) => id),
    segments: series.segments,
    days: positions.map((d) => {
      const { date, n, k } = series.days[d]!
      return { date, n: pick(n), k: pick(k) }
    }),
  }
  return { series: watched, sessions: positions.map((d) => heard(counts.sessions[d] ?? [])) }
}
