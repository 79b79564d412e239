export interface SentencePart {
  kind: 'text' | 'subject' | 'code' | 'rate' | 'day'
  text: string
  /** True for what belongs to the subject, whatever its kind. */
  inSubject: boolean
}

const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December'
const VERBS =
  'went|rose|fell|grew|dropped|doubled|tripled|halved|moved|changed|increased|decreased|repeated|more|nearly|almost|happened|appeared|started|began|are|is|was|were|has|have'
const PART = new RegExp(
  `(?<code>\`[^\`]+\`)|(?<rate>\\d[\\d,.]*\\s?%)|(?<day>(?:\\d{1,2} (?:and|to|–) )?\\d{1,2} (?:${MONTHS})(?: \\d{4})?)`,
  'g',
)

/** Splits a sentence into its subject, code in backticks, rates, days and the text between. Joined again it is the sentence without backticks. */
export function readSentence(sentence: string): SentencePart[] {
  const verb = new RegExp(`^.+?(?= (?:${VERBS})\\b)`).exec(sentence)
  const subject = verb && !/[;:]|\. |^.{0,2}$|^.{90}/.test(verb[0]) ? verb[0] : ''
  return [...splitParts(subject, 'subject'), ...splitParts(sentence.slice(subject.length), 'text')]
}

function splitParts(text: string, between: 'text' | 'subject'): SentencePart[] {
  const parts: SentencePart[] = []
  const add = (kind: SentencePart['kind'], part: string) =>
    parts.push({ kind, text: part, inSubject: between === 'subject' })
  let at = 0
  for (const match of text.matchAll(PART)) {
    if (match.index > at) add(between, text.slice(at, match.index))
    const { code, rate } = match.groups ?? {}
    if (code) add('code', code.slice(1, -1))
    else add(rate ? 'rate' : 'day', match[0])
    at = match.index + match[0].length
  }
  if (at < text.length) add(between, text.slice(at))
  return parts
}
