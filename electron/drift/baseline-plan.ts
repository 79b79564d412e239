import type { DayRange } from '../../shared/model/policy.ts'
import type { Segmenter } from '../../shared/model/segmenter.ts'
import type { BaselineModel } from './baseline.ts'
import { FULL_EXPORT_DAYS, LEAST_WATCHED_DAYS } from './policy.ts'

/** Frozen rates of one window, with the days it covers. */
export interface PlanModel {
  /** The version of the baseline that brought it. */
  version: number
  /** First and last day of the window; watching begins on the day after. */
  from: string
  to: string
  excluded: DayRange[]
  model: BaselineModel
}

/** What one category is held against, one model after the other; numbers are positions in the plan's models. */
export interface PlanCategory {
  id: string
  /** Version of its rule. */
  rule: number
  /** The first baseline it ever had. */
  first: number
  regimes: number[]
}

/**
 * A version of the baseline as it is kept: nothing in it is ever recomputed except by making a further version. Most
 * have one model; a shift that was accepted as normal adds one for its category, a changed rule one for its own.
 */
export interface BaselinePlan {
  models: PlanModel[]
  /** The model that categories without a regime of their own would be held against, and the very first such one. */
  base: number
  firstBase: number
  categories: PlanCategory[]
  /** What its models split traffic by; left out by workspaces of earlier versions. */
  segmenter?: Segmenter
}

/** A stretch of days in which one category is held against one model. */
export interface Regime {
  category: string
  model: BaselineModel
  /** Version of the baseline that brought the model. */
  version: number
  /** Position of the category in it. */
  at: number
  /** The days watched: later than `after`, not later than `until`. */
  after: string
  until: string
}

/** The first half of an export of less than three weeks is a baseline until there is more. */
export function isShort({ model }: PlanModel): boolean {
  return model.days < FULL_EXPORT_DAYS - LEAST_WATCHED_DAYS
}

const NEVER = '9999-12-31'

/** The regimes of a category in order of time; the last one is in force. */
export function regimesOf(plan: BaselinePlan, { id, regimes }: PlanCategory): Regime[] {
  return regimes.flatMap((position, i) => {
    const regime = regimeOf(plan, id, position)
    const next = plan.models[regimes[i + 1] ?? -1]
    return regime === null ? [] : [{ ...regime, until: next?.to ?? NEVER }]
  })
}

/** A category against one of the plan's models; null where that model does not know it. */
export function regimeOf(plan: BaselinePlan, category: string, position: number): Regime | null {
  const found = plan.models[position]
  const at = found?.model.categories.indexOf(category) ?? -1
  if (found === undefined || at < 0) return null
  return { category, model: found.model, version: found.version, at, after: found.to, until: NEVER }
}

/** What is in force for a category now. */
export function currentRegime(plan: BaselinePlan, category: PlanCategory): Regime | null {
  return regimesOf(plan, category).at(-1) ?? null
}

/** A baseline of one window. `before` is the one it takes the place of: its first baseline stays the first. */
export function planOfWindow(
  window: PlanModel,
  rules: ReadonlyMap<string, number>,
  { before = null, segmenter }: { before?: BaselinePlan | null; segmenter: Segmenter },
): BaselinePlan {
  const models = [...(before?.models ?? []), window]
  const base = models.length - 1
  const categories = window.model.categories.map((id) => ({
    id,
    rule: rules.get(id) ?? 0,
    first: before?.categories.find((category) => category.id === id)?.first ?? before?.firstBase ?? base,
    regimes: [base],
  }))
  return tidied({ models, base, firstBase: before?.firstBase ?? base, categories, segmenter })
}

/** The same with some categories held against a further window from its end on. */
export function withRegime(plan: BaselinePlan, accepted: readonly string[], window: PlanModel): BaselinePlan {
  const models = [...plan.models, window]
  const categories = plan.categories.map((entry) =>
    accepted.includes(entry.id) ? { ...entry, regimes: [...entry.regimes, models.length - 1] } : entry,
  )
  return { ...plan, models, categories }
}

/** The same without what one version of the baseline had added to it. */
export function withoutVersion(plan: BaselinePlan, version: number): BaselinePlan {
  const categories = plan.categories.map((entry) => {
    const [base, ...later] = entry.regimes
    const kept = later.filter((position) => plan.models[position]?.version !== version)
    return { ...entry, regimes: base === undefined ? kept : [base, ...kept] }
  })
  return tidied({ ...plan, categories })
}

/** Without the models that nothing refers to. */
export function tidied(plan: BaselinePlan): BaselinePlan {
  const used = new Set([
    plan.base,
    plan.firstBase,
    ...plan.categories.flatMap(({ first, regimes }) => [first, ...regimes]),
  ])
  const kept = [...plan.models.keys()].filter((position) => used.has(position))
  const moved = (position: number) => kept.indexOf(position)
  return {
    ...plan,
    models: kept.map((position) => plan.models[position]!),
    base: moved(plan.base),
    firstBase: moved(plan.firstBase),
    categories: plan.categories.map((category) => ({
      ...category,
      first: moved(category.first),
      regimes: category.regimes.map(moved),
    })),
  }
}
