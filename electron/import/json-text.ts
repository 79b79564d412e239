/** The text of a value in an attribute: a source's result or argument as it stands, JSON where it is no text. */
export function textOfJson(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return ''
  try {
    return JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? item.toString() : item))
  } catch (error) {
    // Nested too deep for the stack.
    if (error instanceof RangeError) return ''
    throw error
  }
}
