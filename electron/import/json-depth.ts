/** Depth beyond which JSON is refused. Own walkers and JSON.stringify fail between 1,000 and 5,000 levels; real exports stay below 40. */
export const MAX_JSON_DEPTH = 200

/**
 * Lines shorter than this are parsed without a scan: JSON.parse takes any depth, conversions are bounded,
 * and its bookkeeping for 4 million open brackets stays below 200 MB. Scanning every line would cost a fourth of parsing it.
 */
export const SCAN_FROM_CHARACTERS = 4 * 1024 * 1024

const QUOTE = 34
const BACKSLASH = 92

/** True where brackets outside strings are nested deeper than `limit`. One pass, nothing allocated. */
export function isDeeperThan(text: string, limit = MAX_JSON_DEPTH): boolean {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) {
      i = stringEnd(text, i)
    } else if (code === 123 || code === 91) {
      if (++depth > limit) return true
    } else if (code === 125 || code === 93) depth--
  }
  return false
}

/** Index of the quote that closes the string opened at `open`; the text's length where none does. */
export function stringEnd(text: string, open: number): number {
  let at = open
  for (;;) {
    at = text.indexOf('"', at + 1)
    if (at < 0) return text.length
    let slashes = 0
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++
    if (slashes % 2 === 0) return at
  }
}
