/** The text of a value in an attribute: a source's result or argument as it stands, JSON where it is no text. */
export function textOfJson(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return ''
  try {
    return jsonText(value)
  } catch (error) {
    // Nested too deep for the stack.
    if (error instanceof RangeError) return ''
    throw error
  }
}

/** JSON of a value, integers beyond 2^53 as the text of their digits. Throws a RangeError where it is nested too deep. */
export function jsonText(value: unknown): string {
  try {
    // Several times faster than with a replacer.
    return JSON.stringify(value) ?? ''
  } catch (error) {
    if (error instanceof TypeError) return JSON.stringify(value, keepDigits) ?? ''
    throw error
  }
}

function keepDigits(_: string, item: unknown): unknown {
  return typeof item === 'bigint' ? item.toString() : item
}
