/** Finds one kind of value in a text. */
export interface Detector {
  /** The kind it belongs to: what its pseudonyms are called. */
  rule: string
  /** Texts without this are not searched: a cheap look before the pattern. */
  hint: RegExp
  /** Global; the group `value`, where it has one, is what is taken out, else the whole match. */
  pattern: RegExp
  /** Says no to look-alikes. `before` and `after` are the characters around the value. */
  isMeant?: (value: string, before: string, after: string) => boolean
}

/** A stretch of a text that must not be shown. */
export interface Hit {
  rule: string
  start: number
  end: number
}

/** Characters of the surroundings that a detector may judge by. */
const AROUND = 24

/** What a detector finds, in order. */
export function findHits(text: string, { rule, hint, pattern, isMeant }: Detector): Hit[] {
  if (!hint.test(text)) return []
  const hits: Hit[] = []
  for (const match of text.matchAll(pattern)) {
    const value = match.groups?.value ?? match[0]
    const start = match.index + (value === match[0] ? 0 : match[0].lastIndexOf(value))
    const end = start + value.length
    const before = text.slice(Math.max(0, start - AROUND), start)
    if (isMeant?.(value, before, text.slice(end, end + AROUND)) ?? true) hits.push({ rule, start, end })
  }
  return hits
}
