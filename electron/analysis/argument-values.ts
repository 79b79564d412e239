/** Longer inputs are code or data: what they share with another call says little. */
const INPUT_LENGTH = 20_000
/** `1`, `en`, `NO` stand in many calls. */
const LEAST_LENGTH = 3
const VALUE_LIMIT = 200
const COMMON = new Set(['true', 'false', 'null', 'none'])

/** The texts and numbers in a call's arguments that can tell what it is about, however deep they stand. */
export function argumentValues(input: string | null): Set<string> {
  const values = new Set<string>()
  if (input === null || input.length > INPUT_LENGTH) return values
  let waiting: unknown[]
  try {
    waiting = [JSON.parse(input)]
  } catch {
    waiting = [input]
  }
  for (let value = waiting.pop(); value !== undefined && values.size < VALUE_LIMIT; value = waiting.pop()) {
    if (typeof value === 'string' || typeof value === 'number') {
      const text = String(value).trim().toLowerCase()
      if (text.length >= LEAST_LENGTH && !COMMON.has(text)) values.add(text)
    } else if (typeof value === 'object' && value !== null) waiting.push(...Object.values(value))
  }
  return values
}
