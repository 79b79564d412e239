import { maskMoments } from './mask-moments.ts'

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
