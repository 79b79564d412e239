import { hash } from 'node:crypto'
import { jsonText } from './json-text.ts'

/** Hex digits: 2^48 values, so that among a million records two share an id once in 500 imports of that size. */
const DIGITS = 12

/**
 * An id for a record of a source that gives it none that tells runs apart: the same for the same content, in whatever
 * file it stands, so that importing it again adds nothing. `value` is parsed JSON; bigint counts as its decimal text.
 */
export function contentId(value: unknown): string {
  return hash('sha256', textOf(value), 'hex').slice(0, DIGITS)
}

function textOf(value: unknown): string {
  try {
    return jsonText(value)
  } catch (error) {
    // Nested too deep for the stack: such records are told of and cut elsewhere.
    if (error instanceof RangeError) return 'deep'
    throw error
  }
}
