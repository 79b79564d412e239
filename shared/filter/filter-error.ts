import { AppError } from '../errors.ts'

/** AppError `filter_invalid`; `index` counts from 0, the sentence and `details.at` from 1. */
export function filterError(index: number, why: string): AppError {
  return new AppError('filter_invalid', { at: index + 1, why })
}
