import { useMemo } from 'react'
import type { CategoryInfo, CategorySeries } from '../../../shared/contract/categories.ts'
import type { Mark } from '../../../shared/contract/shifts.ts'
import { addDays } from '../../../shared/format.ts'
import { useCall, useCatalogue } from '../../api/queries.ts'
import { useScope } from '../view.ts'

/** A category with its definition and what was counted of it in the range. */
export interface CategoryRow {
  info: CategoryInfo
  series: CategorySeries
}

export interface CategoryRows {
  rows: readonly CategoryRow[]
  marks: readonly Mark[]
  /** First day after the baseline window; null without a baseline. */
  watchedSince: string | null
}

/** The catalogue and the counts of the range in one; `data` is undefined until both are there. */
export function useCategoryRows() {
  const scope = useScope()
  const catalogue = useCatalogue()
  const series = useCall('categories.series', scope, { keepPrevious: true })
  const data = useMemo<CategoryRows | undefined>(() => {
    if (!catalogue.data || !series.data) return undefined
    const byId = new Map(series.data.categories.map((category) => [category.id, category]))
    const { baseline, marks } = series.data
    return {
      rows: catalogue.data.map((info) => ({ info, series: byId.get(info.id) ?? emptySeries(info.id) })),
      marks,
      watchedSince: baseline ? addDays(baseline.to, 1) : null,
    }
  }, [catalogue.data, series.data])
  return {
    data,
    isStale: series.isPlaceholderData,
    error: catalogue.error ?? series.error,
    refetch: () => void Promise.all([catalogue.refetch(), series.refetch()]),
  }
}

function emptySeries(id: string): CategorySeries {
  return {
    id,
    fired: 0,
    evaluated: 0,
    notEvaluable: 0,
    observed: null,
    expected: null,
    firstObserved: null,
    firstExpected: null,
    band: null,
    days: [],
    shifts: [],
  }
}
