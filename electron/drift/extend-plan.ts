import type { Segmenter } from '../../shared/model/segmenter.ts'
import type { BaselineModel } from './baseline.ts'
import { type BaselinePlan, type PlanCategory, tidied } from './baseline-plan.ts'
import { type ClosedDays, countWindow } from './count-window.ts'

/**
 * A plan with the categories in it whose rule is new or another than when they were counted: every window that they are
 * held against is counted again by the rule of now, as version `next`; all other categories keep their frozen rates.
 * Null where nothing is to be done, or where the days hold too few verdicts of them.
 */
export function extendPlan(
  plan: BaselinePlan,
  days: ClosedDays,
  rules: ReadonlyMap<string, number>,
  next: number,
): { plan: BaselinePlan; categories: string[] } | null {
  const changed = [...rules].filter(
    ([id, rule]) => plan.categories.find((category) => category.id === id)?.rule !== rule,
  )
  if (changed.length === 0) return null
  const models = [...plan.models]
  const again = new Map<number, number | null>()
  /** Where the same window stands counted anew, null where it cannot be. */
  const recount = (position: number): number | null => {
    const known = again.get(position)
    if (known !== undefined) return known
    const window = plan.models[position]
    const model = window === undefined ? '' : countWindow(days, window, rules, 1)
    const isCounted = typeof model !== 'string' && window !== undefined
    if (isCounted) models.push({ ...window, version: next, model })
    again.set(position, isCounted ? models.length - 1 : null)
    return again.get(position) ?? null
  }
  const isKnown = (position: number | null, id: string): position is number =>
    position !== null && knows(models[position]!.model, id)
  const categories = [...plan.categories]
  const extended: string[] = []
  for (const [id, rule] of changed) {
    const at = categories.findIndex((category) => category.id === id)
    const old = categories[at] ?? { id, rule, first: plan.firstBase, regimes: [plan.base] }
    const [base, ...later] = old.regimes.map(recount)
    if (base === undefined || !isKnown(base, id)) continue
    const first = recount(old.first)
    const entry: PlanCategory = {
      id,
      rule,
      first: isKnown(first, id) ? first : base,
      regimes: [base, ...later.filter((position) => isKnown(position, id))],
    }
    if (at < 0) categories.push(entry)
    else categories[at] = entry
    extended.push(id)
  }
  return extended.length === 0
    ? null
    : { plan: tidied({ ...plan, models, categories }), categories: extended }
}

/**
 * Every window of a plan counted again in other segments, each still the one of the version that brought it; or a sentence
 * why it cannot be.
 */
export function recountPlan(
  plan: BaselinePlan,
  days: ClosedDays,
  rules: ReadonlyMap<string, number>,
  segmenter: Segmenter,
): BaselinePlan | string {
  const models = []
  for (const window of plan.models) {
    const model = countWindow(days, window, rules, 1)
    if (typeof model === 'string') return model
    models.push({ ...window, model })
  }
  return { ...plan, models, segmenter }
}

function knows(model: BaselineModel, category: string): boolean {
  const at = model.categories.indexOf(category)
  return at >= 0 && (model.known[at] ?? false)
}
