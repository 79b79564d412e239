import { AppError } from '../../shared/errors.ts'
import { parseFilter } from '../../shared/filter/parse-filter.ts'

export interface FilterProblem {
  /** Character from 1. */
  at: number
  why: string
}

/** Why a filter cannot be read, and where; null where it can. */
export function filterProblem(text: string): FilterProblem | null {
  try {
    parseFilter(text.trim())
    return null
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'filter_invalid') throw error
    return { at: Number(error.details.at), why: String(error.details.why) }
  }
}
