import { AppError, errorText } from '../../shared/errors.ts'
import type { CustomCategory } from '../../shared/model/custom-category.ts'
import type { ReadConnection } from '../store/connection.ts'
import { readCustomCategories } from '../store/custom-categories.ts'
import type { RuleMatch } from '../store/custom-rule.ts'
import type { LaunchQuery } from '../store/query-child.ts'
import { runRule } from '../store/sql-console.ts'

/** How long one rule may take over a whole workspace. */
const SECONDS = 60

/** A category that a user defined, and the traces its rule holds for; null where it could not be asked, and why. */
export interface MatchedCategory {
  category: CustomCategory
  match: RuleMatch | null
  why: string | null
}

/** Asks the rules of all categories in force, one after the other. A rule that fails or runs on does not stop the rest. */
export async function matchCustomCategories(
  connection: ReadConnection,
  { launch, signal }: { launch?: LaunchQuery; signal?: AbortSignal },
): Promise<MatchedCategory[]> {
  const matched: MatchedCategory[] = []
  for (const category of readCustomCategories(connection)) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one process at a time: each may need much memory
      const match = await runRule(connection.path, category.rule, { seconds: SECONDS, launch, signal })
      matched.push({ category, match, why: null })
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'cancelled') throw error
      matched.push({ category, match: null, why: errorText(error.code, error.details) })
    }
  }
  return matched
}
