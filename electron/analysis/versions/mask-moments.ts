const YEAR = '(?:19|20)\\d\\d'
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\\s{1,3})?'
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const CLOCK = '\\d{1,2}:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?'
const ZONE = '(?:\\s?(?:Z|UTC|GMT|[+-]\\d\\d:?\\d\\d)(?![\\p{L}\\d]))?'

interface Mask {
  /** Quick to find; without it the pattern is nowhere. */
  sign: RegExp
  pattern: RegExp
  mask: string
}

const HEX = /[\da-f]{8}/i
const YEARS = /(?:19|20)\d\d/

/**
 * What tells a moment or names one record is never an instruction: dates, times, UUIDs and long hex ids. Numbers, names and
 * addresses are left: whether they vary is seen by comparing. Every pattern is bounded.
 */
const MASKS: readonly Mask[] = [
  {
    sign: HEX,
    pattern: /(?<![\p{L}\d])[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\p{L}\d])/giu,
    mask: '⟨id⟩',
  },
  {
    sign: YEARS,
    pattern: /(?<!\d)(?:19|20)\d\d\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]/gu,
    mask: '⟨date⟩',
  },
  {
    sign: YEARS,
    pattern: new RegExp(
      `(?<![\\p{L}\\d_-])${WEEKDAY}(?:${YEAR}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[/.]\\d{1,2}[/.]${YEAR}|` +
        `\\d{1,2}(?:st|nd|rd|th|\\.)?\\s{1,2}(?:of\\s|de\\s)?\\p{L}{3,12}\\.?,?\\s(?:de\\s)?${YEAR}|` +
        `\\p{L}{3,12}\\.?\\s{1,2}\\d{1,2}(?:st|nd|rd|th)?,?\\s${YEAR})` +
        `(?:[T ]\\s?${CLOCK}${ZONE})?(?![\\p{L}\\d])`,
      'giu',
    ),
    mask: '⟨date⟩',
  },
  {
    sign: /\d:\d\d/,
    pattern: new RegExp(
      `(?<![\\p{L}\\d.:])${CLOCK}(?:\\s?[ap]\\.?m\\.?(?!\\p{L}))?${ZONE}(?![\\p{L}\\d:])`,
      'giu',
    ),
    mask: '⟨time⟩',
  },
  // Hex of eight and more with both a digit and a letter in it: commits, request and trace ids.
  {
    sign: HEX,
    pattern: /(?<![\p{L}\d_])(?=[\da-f]{0,63}\d)(?=[\da-f]{0,63}[a-f])[\da-f]{8,64}(?![\p{L}\d_])/giu,
    mask: '⟨id⟩',
  },
]

/** Parts of a date, where the sentence says that they are one: elsewhere they may be an instruction. */
const SAYS_WHEN = /\b(?:today|date|day|now|currently?|month|week)\b/i
const PARTS: readonly RegExp[] = [
  new RegExp(
    `(?<![\\p{L}\\d])${WEEKDAY}(?:${MONTH}\\.?\\s\\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}(?:st|nd|rd|th)?\\s(?:of\\s)?${MONTH})(?![\\p{L}\\d])`,
    'giu',
  ),
  /(?<![\p{L}\d_-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?![-\d])/gu,
  /(?<![\p{L}\d/])\d{1,2}\/\d{1,2}(?:\/\d\d)?(?![\d/])/gu,
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/giu,
]

/** A text with dates as ⟨date⟩, times of day as ⟨time⟩ and ids as ⟨id⟩. */
export function maskMoments(text: string): string {
  let masked = text
  if (/\d/.test(text)) {
    for (const { sign, pattern, mask } of MASKS) if (sign.test(text)) masked = masked.replace(pattern, mask)
  }
  if (SAYS_WHEN.test(text)) for (const pattern of PARTS) masked = masked.replace(pattern, '⟨date⟩')
  return masked
}
