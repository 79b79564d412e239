/** Longer arguments are compared as they are: parsing 50 MB to sort its keys is not worth it. */
const PARSE_LIMIT = 256 * 1024
const DEPTH_LIMIT = 100

/**
 * The arguments of a call in a form in which equal calls are equal texts: keys sorted, blanks gone, JSON inside a JSON
 * string opened. What is no JSON comes back trimmed.
 */
export function canonicalArguments(text: string): string {
  if (text.length > PARSE_LIMIT) return text
  let value: unknown
  try {
    value = JSON.parse(text)
    if (typeof value === 'string') value = JSON.parse(value)
  } catch {
    return typeof value === 'string' ? value.trim() : text.trim()
  }
  return depthOf(text) > DEPTH_LIMIT ? text.trim() : writeSorted(value)
}

/** Bounded by DEPTH_LIMIT. */
function writeSorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeSorted).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${writeSorted(item)}`).join(',')}}`
}

function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === 0x5b || char === 0x7b) deepest = Math.max(deepest, ++depth)
    else if (char === 0x5d || char === 0x7d) depth--
  }
  return deepest
}

/** `args`/`kwargs` as smolagents records them, `input` and `arguments` as others wrap them. */
const WRAPPERS = new Set(['kwargs', 'arguments', 'input', 'args', 'parameters'])

/** True for a call that was given nothing: `{}`, `[]`, `null`, `{"":""}`, and the same in a framework's wrapping. */
export function isArgless(canonical: string): boolean {
  if (canonical.length > 200) return false
  try {
    return saysNothing(JSON.parse(canonical), 0)
  } catch {
    return canonical === ''
  }
}

function saysNothing(value: unknown, depth: number): boolean {
  if (value === null || value === '') return true
  if (typeof value !== 'object' || depth > 3) return false
  if (Array.isArray(value)) return value.every((item) => saysNothing(item, depth + 1))
  const entries = Object.entries(value)
  const wrapped = entries.some(([key]) => WRAPPERS.has(key))
  return entries.every(
    ([key, item]) =>
      saysNothing(item, depth + 1) || (wrapped && !WRAPPERS.has(key) && typeof item === 'boolean'),
  )
}
