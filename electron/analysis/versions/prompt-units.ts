/** A line of a prompt, or a sentence of a long line, in which dates, times and ids are masked. */
export interface Unit {
  text: string
  /** What stands between it and the unit before: line ends or a blank. */
  before: string
}

/** Longer lines are cut into sentences: whole prompts are written in one line. */
const LONG_LINE = 120
/** A prompt of 100 KB has some 2,000 lines; what comes after so many units is one more. */
const MOST_UNITS = 20_000
/** After a mark that ends a sentence; Chinese and Japanese put no blank there, nor do templates before what they fill in. */
const SENTENCE_END = /(?<=[.!?;:])\s+|(?<=[。！？；：])|(?<=\p{Ll}:)(?=\p{Lu})/gu

/** Cuts a prompt into units; blank lines, and blanks at the ends of lines, only stand between them. */
export function unitsOf(prompt: string): Unit[] {
  const units: Unit[] = []
  let before = ''
  for (const line of prompt.split(/\r\n|[\n\r]/)) {
    const text = line.trimEnd()
    if (text.trim() !== '') {
      for (const sentence of text.length > LONG_LINE ? sentencesOf(text) : [{ text, before: '' }]) {
        const masked = maskMoments(sentence.text)
        if (units.length < MOST_UNITS) units.push({ text: masked, before: before + sentence.before })
        else units[MOST_UNITS - 1]!.text += `\n${masked}`
        before = ''
      }
    }
    before += '\n'
  }
  return units
}

function sentencesOf(line: string): Unit[] {
  const sentences: Unit[] = []
  let from = 0
  let before = ''
  for (const { 0: blank, index } of line.matchAll(SENTENCE_END)) {
    sentences.push({ text: line.slice(from, index), before })
    before = blank
    from = index + blank.length
  }
  sentences.push({ text: line.slice(from), before })
  return sentences.filter(({ text }) => text !== '')
}

/** Letters of scripts that put no blanks between words stand alone. */
const WORDS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|⟨[a-z…]{1,8}⟩|[[\p{L}\p{N}\p{M}_]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]]+|[^\s\p{L}\p{N}\p{M}_]/gv

/** The words and signs of a text, without the blanks between them, and where each begins. */
export function wordsOf(text: string): { words: string[]; starts: number[] } {
  const words: string[] = []
  const starts: number[] = []
  for (const { 0: word, index } of text.matchAll(WORDS)) {
    words.push(word)
    starts.push(index)
  }
  return { words, starts }
}

const YEAR = '(?:19|20)\\d\\d'
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\\s{1,3})?'
const CLOCK = '\\d{1,2}:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?'
const ZONE = '(?:\\s?(?:Z|UTC|GMT|[+-]\\d\\d:?\\d\\d)(?![\\p{L}\\d]))?'

/**
 * What tells a moment or names one record is never an instruction: dates, times, UUIDs and long hex ids. Numbers, names and
 * addresses are left: whether they vary is seen by comparing.
 */
const MASKS: readonly (readonly [RegExp, string])[] = [
  [/(?<![\p{L}\d])[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\p{L}\d])/giu, '⟨id⟩'],
  [/(?<!\d)(?:19|20)\d\d\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]/gu, '⟨date⟩'],
  [
    new RegExp(
      `(?<![\\p{L}\\d_-])${WEEKDAY}(?:${YEAR}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[/.]\\d{1,2}[/.]${YEAR}|` +
        `\\d{1,2}(?:st|nd|rd|th|\\.)?\\s{1,2}(?:of\\s|de\\s)?\\p{L}{3,12}\\.?,?\\s(?:de\\s)?${YEAR}|\\p{L}{3,12}\\.?\\s{1,2}\\d{1,2}(?:st|nd|rd|th)?,?\\s${YEAR})` +
        `(?:[T ]\\s?${CLOCK}${ZONE})?(?![\\p{L}\\d])`,
      'giu',
    ),
    '⟨date⟩',
  ],
  [
    new RegExp(`(?<![\\p{L}\\d.:])${CLOCK}(?:\\s?[ap]\\.?m\\.?(?!\\p{L}))?${ZONE}(?![\\p{L}\\d:])`, 'giu'),
    '⟨time⟩',
  ],
  // Hex of eight and more with both a digit and a letter in it: commits, request and trace ids.
  [/(?<![\p{L}\d_])(?=[\da-f]{0,63}\d)(?=[\da-f]{0,63}[a-f])[\da-f]{8,64}(?![\p{L}\d_])/giu, '⟨id⟩'],
]

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
/** Parts of a date, where the sentence says that they are one: elsewhere they may be an instruction. */
const SAYS_WHEN = /\b(?:today|date|day|now|currently?|month|week)\b/iu
const PARTS: readonly RegExp[] = [
  new RegExp(
    `(?<![\\p{L}\\d])${WEEKDAY.slice(0, -1)}?(?:${MONTH}\\.?\\s\\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}(?:st|nd|rd|th)?\\s(?:of\\s)?${MONTH})(?![\\p{L}\\d])`,
    'giu',
  ),
  /(?<![\p{L}\d_-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?![-\d])/gu,
  /(?<![\p{L}\d/])\d{1,2}\/\d{1,2}(?:\/\d\d)?(?![\d/])/gu,
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/giu,
]

/** Most lines of a prompt stand in every other one too. */
const MASKED = new Map<string, string>()
const MOST_MASKED = 20_000
const LONGEST_MASKED = 500

function maskMoments(text: string): string {
  const known = MASKED.get(text)
  if (known !== undefined) return known
  let masked = text
  if (/\d/.test(text)) for (const [pattern, mask] of MASKS) masked = masked.replace(pattern, mask)
  if (SAYS_WHEN.test(text)) for (const pattern of PARTS) masked = masked.replace(pattern, '⟨date⟩')
  if (text.length <= LONGEST_MASKED) {
    if (MASKED.size >= MOST_MASKED) MASKED.clear()
    MASKED.set(text, masked)
  }
  return masked
}
