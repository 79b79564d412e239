/** A value of an answer that must come from somewhere. */
export interface AnswerValue {
  kind: 'address' | 'id' | 'number'
  start: number
  end: number
  /** How it is looked for in lower-case text without thousands separators. */
  search: string
  /** Its size, null for addresses and ids. */
  size: number | null
  /** Digits after the point. */
  decimals: number
  isPercent: boolean
}

const ADDRESS = /\bhttps?:\/\/[^\s"'<>)\]}|\\]{4,300}/gi
/** At least six characters with digits and letters: `W2378156`, `yusuf_rossi_9620`, `#ord-2291`. */
const ID =
  /(?<![\w.\\-])(?=[\w-]{0,60}\d)(?=[\w-]{0,60}[A-Za-z])[A-Za-z\d](?:[\w-]{4,60})[A-Za-z\d](?![\w-])/g
const NUMBER = /(?<![\w.,-])[$€£]?(\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(\.\d{1,10})?(%)?(?![\w]|\.\d)/g
/** Fewer digits are counted, numbered or said in passing. */
const LEAST_DIGITS = 3
const VALUE_LIMIT = 100
/** What a text names by a shape of its own: dates, times, units of measure, ordinals, versions of models. */
const NO_ID =
  /^(?:\d{4}-\d\d(?:-\d\d)?(?:t[\d:-]*)?|\d{1,4}(?:st|nd|rd|th|px|ms|kb|mb|gb|tb|kg|km|am|pm|hz|mm|cm)|\d{1,4}-[a-z]+|(?:utf|iso|sha|gpt|covid|http|base|md|mp|h)-?\d[\w-]*|\d+[a-z]|[a-z]+-?\d{1,2}|[a-z]+\d?(?:-[a-z]+)+-?\d{0,2})$/i

/** The addresses, ids and longer numbers of an answer, in order. */
export function readValues(answer: string): AnswerValue[] {
  const values: AnswerValue[] = []
  const taken: [number, number][] = []
  const isFree = (start: number, end: number): boolean =>
    taken.every(([from, to]) => end <= from || start >= to)
  for (const found of answer.matchAll(ADDRESS)) {
    const text = found[0].replace(/[.,;:!?*_`]+$/, '')
    values.push({
      kind: 'address',
      ...placed(found.index, text),
      search: text.toLowerCase().replace(/\/$/, ''),
      size: null,
      decimals: 0,
      isPercent: false,
    })
    taken.push([found.index, found.index + text.length])
  }
  for (const { 0: text, index } of answer.matchAll(ID)) {
    if (!isFree(index, index + text.length)) continue
    taken.push([index, index + text.length])
    if (NO_ID.test(text)) continue
    values.push({
      kind: 'id',
      ...placed(index, text),
      search: text.toLowerCase(),
      size: null,
      decimals: 0,
      isPercent: false,
    })
  }
  for (const found of answer.matchAll(NUMBER)) {
    const [text, whole = '', fraction = '', percent] = found
    const digits = whole.replaceAll(',', '')
    const plain = digits + fraction
    if (!isFree(found.index, found.index + text.length) || isPassing(digits, fraction)) continue
    // A part of a date, a phone number or a range is no number of its own.
    if (
      /[-/:]/.test(answer[found.index - 1] ?? '') ||
      /^[-/:]\d/.test(answer.slice(found.index + text.length, found.index + text.length + 2))
    )
      continue
    values.push({
      kind: 'number',
      ...placed(found.index, text),
      search: plain,
      size: Number(plain),
      decimals: Math.max(0, fraction.length - 1),
      isPercent: percent !== undefined,
    })
  }
  return values.slice(0, VALUE_LIMIT).toSorted((a, b) => a.start - b.start)
}

function placed(start: number, text: string): { start: number; end: number } {
  return { start, end: start + text.length }
}

/** Too short to be told from a count, round, or a year. */
function isPassing(digits: string, fraction: string): boolean {
  const significant = (digits + fraction.slice(1)).replace(/^0+/, '').replace(/0+$/, '')
  if (significant.length < LEAST_DIGITS && fraction.length < 3) return true
  return fraction === '' && /^(?:1[89]|20)\d\d$/.test(digits)
}

/** Thousands separators out of the numbers: `1,234.50` is `1234.50`. */
export function withoutSeparators(text: string): string {
  return text.replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
}

/** So many numbers of the inputs are combined with each other; more would find any value by chance. */
const NUMBER_LIMIT = 120

/** The distinct numbers of a text, the last ones first: an answer follows from what came last. */
export function numbersIn(text: string): number[] {
  const numbers = new Set<number>()
  const found = text.match(/(?<![\w.])-?\d{1,15}(?:\.\d{1,10})?(?![\w])/g) ?? []
  for (let at = found.length - 1; at >= 0 && numbers.size < NUMBER_LIMIT; at--) numbers.add(Number(found[at]))
  return [...numbers]
}

/** Rounded, a sum, a difference, a product, a ratio or a share of numbers that were given, or of all of them. */
export function isDerived(
  { kind, size, decimals, isPercent }: AnswerValue,
  numbers: readonly number[],
): boolean {
  if (kind !== 'number' || size === null) return false
  const unit = 10 ** -decimals
  const equals = (value: number): boolean => Math.abs(Math.abs(value) - size) <= unit / 2 + 1e-9 * size
  const scaled = isPercent ? 100 : 1
  for (const [index, one] of numbers.entries()) {
    if (equals(one) || equals(one * 100) || equals(one / 100) || equals(one / 1000)) return true
    for (const other of numbers.slice(index + 1)) {
      if (equals(one + other) || equals(one - other) || equals(one * other)) return true
      if (other !== 0 && (equals((one / other) * scaled) || equals(((one - other) / other) * scaled)))
        return true
      if (one !== 0 && (equals((other / one) * scaled) || equals(((other - one) / one) * scaled))) return true
    }
  }
  let sum = 0
  for (const [count, number] of numbers.entries()) {
    sum += number
    if (count > 1 && (equals(sum) || equals(sum / (count + 1)))) return true
  }
  return false
}
