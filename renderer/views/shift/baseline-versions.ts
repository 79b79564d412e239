import type { ShiftRow } from '../../../shared/contract/shifts.ts'
import type { BaselineEntry } from '../../../shared/model/baseline.ts'

/** The versions of the baseline by which a shift became the new normal, newest first, those taken back included. */
export function acceptedVersions(
  { category, onset }: Pick<ShiftRow, 'category' | 'onset'>,
  versions: readonly BaselineEntry[],
): BaselineEntry[] {
  return versions.filter(
    ({ kind, from, categories }) =>
      kind === 'accepted' && from === onset && categories?.includes(category) === true,
  )
}

/** Whether a category is held against another baseline than its first one. */
export function hasLaterBaseline(category: string, versions: readonly BaselineEntry[]): boolean {
  const own = versions.filter(
    ({ kind, categories, takenBackBy }) =>
      takenBackBy === null &&
      (kind === 'automatic' || kind === 'chosen' || kind === 'accepted') &&
      (categories === null || categories.includes(category)),
  )
  return own.length > 1
}
