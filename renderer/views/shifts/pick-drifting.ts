import type { CategoryInfo, CategorySeries } from '../../../shared/contract/categories.ts'

/** The categories to show beside the infrastructure: open shifts, closed shifts, then by how often they fired. No governance. */
export function pickDrifting(
  series: readonly CategorySeries[],
  catalogue: readonly CategoryInfo[],
  count: number,
): CategorySeries[] {
  const governance = new Set(catalogue.filter((info) => info.class === 'G').map((info) => info.id))
  return series
    .filter((category) => category.fired > 0 && !governance.has(category.id))
    .toSorted((a, b) => standing(b) - standing(a) || b.fired / b.evaluated - a.fired / a.evaluated)
    .slice(0, count)
}

function standing(category: CategorySeries): number {
  if (category.shifts.some((shift) => shift.closedOn === null)) return 2
  return category.shifts.length > 0 ? 1 : 0
}
