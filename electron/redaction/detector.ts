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

/** Escaped breaks and quotes within JSON: to a pattern their letter would look like the beginning of a word. */
const ESCAPED = /\\(?:[nrtbf]|u00(?:0[9ad]|2[0267]|3[ace]))|%(?:0[9AaDd]|2[0267]|3[ACEace]|7[BbDd])/g

/** What a detector finds, in order; places are those of the text as it is. */
export function findHits(whole: string, detector: Detector): Hit[] {
  const hits = findPlain(whole, detector)
  if (!ESCAPED.test(whole)) return hits
  ESCAPED.lastIndex = 0
  // As many blanks, so that places stay.
  const plain = whole.replaceAll(ESCAPED, (escape) => ' '.repeat(escape.length))
  return [...hits, ...findPlain(plain, detector)]
}

function findPlain(text: string, { rule, hint, pattern, isMeant }: Detector): Hit[] {
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
