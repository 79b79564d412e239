/** Of a longer input the beginning says what it is about. Our choice. */
export const MOST_CHARACTERS = 4000
/** Longer runs of letters are no words. */
const LONGEST_WORD = 40

const RUN = /[\p{L}\p{M}\p{N}]+/gu
/** Scripts that put no spaces between words: their runs are cut into pairs of characters. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const DIGITS = /^\p{N}+$/u
const HAS_DIGIT = /\p{N}/u

/**
 * The terms of an input with how often each occurs: words in small letters, pairs of characters where words have no spaces
 * between them. Numbers are one term and identifiers another: which order it is says nothing of what is asked.
 */
export function termsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (term: string) => counts.set(term, (counts.get(term) ?? 0) + 1)
  const plain = text.slice(0, MOST_CHARACTERS).normalize('NFKC').toLowerCase()
  for (const [run] of plain.matchAll(RUN)) {
    if (DIGITS.test(run)) add(NUMBER)
    else if (HAS_DIGIT.test(run) || run.length > LONGEST_WORD) add(IDENTIFIER)
    else if (UNSPACED.test(run)) for (const pair of pairsOf(run)) add(pair)
    else add(run)
  }
  return counts
}

/** Not a word: no text holds them as a run of letters and digits. */
export const NUMBER = '#number'
export const IDENTIFIER = '#identifier'

function pairsOf(run: string): string[] {
  // By code points: some Han characters are two units.
  const characters = Array.from(run)
  if (characters.length < 2) return characters
  return characters.slice(1).map((character, index) => characters[index]! + character)
}
