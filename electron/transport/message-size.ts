// A legitimate input has some dozen values, an import at most a thousand paths.
const MAX_VALUES = 20_000
const MAX_DEPTH = 64

/**
 * True where a message holds at most `limit` characters in at most 20,000 plain values, 64 deep. Structured clone
 * carries what JSON cannot (cycles, buffers, maps); anything but plain data is refused here.
 */
export function isSmallPlainData(message: unknown, limit: number): boolean {
  const open: { value: unknown; depth: number }[] = [{ value: message, depth: 0 }]
  let characters = 0
  for (let seen = 0; open.length > 0; seen += 1) {
    const { value, depth } = open.pop() ?? { value: null, depth: 0 }
    if (seen > MAX_VALUES || depth > MAX_DEPTH) return false
    if (typeof value === 'string') characters += value.length
    if (characters > limit) return false
    if (typeof value !== 'object' || value === null) continue
    if (Array.isArray(value) ? value.length > MAX_VALUES : !isPlainObject(value)) return false
    const entries = Object.entries(value)
    if (entries.length > MAX_VALUES) return false
    for (const [key, inner] of entries) {
      characters += Array.isArray(value) ? 0 : key.length
      open.push({ value: inner, depth: depth + 1 })
    }
  }
  return true
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.prototype.toString.call(value) === '[object Object]'
}
