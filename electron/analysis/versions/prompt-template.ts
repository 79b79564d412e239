import { createHash } from 'node:crypto'
import { type Unit, wordsOf } from './prompt-units.ts'

/** A line of a template. Of a sentence with values in it: its words, null for a value; null where all is filled in. */
export interface TemplatePart {
  /** As it is shown. */
  text: string
  before: string
  /** Only of what is filled in. */
  filled?: { words: readonly (string | null)[] | null }
}

export interface PromptTemplate {
  /** Hash of the masked text; the same in every workspace in which the same was seen to vary. 12 hex digits. */
  id: string
  /** As it was written, with ⟨…⟩ for what is filled in and ⟨date⟩, ⟨time⟩, ⟨id⟩ for moments and ids. */
  text: string
  parts: readonly TemplatePart[]
}

/** Stands for what is filled in. */
export const VALUE = '⟨…⟩'
const ID_LENGTH = 12

/** Blanks and blank lines are no part of the hash: they are no instruction. */
export function templateOf(parts: readonly TemplatePart[]): PromptTemplate {
  const text = parts.reduce((whole, part, index) => whole + (index === 0 ? '' : part.before) + part.text, '')
  const hashed = parts.flatMap((part) => wordsOf(part.text).words)
  const id = createHash('sha256').update(JSON.stringify(hashed)).digest('hex').slice(0, ID_LENGTH)
  return { id, text, parts }
}

/** Whether a prompt is this template, filled in. */
export function isFilledIn(template: PromptTemplate, units: readonly Unit[]): boolean {
  const tests = template.parts.map(({ text, filled }): Test => {
    if (filled === undefined) return (unit) => unit === text
    const { words } = filled
    if (words === null) return null
    const own = words.map((word): Test => (word === null ? null : (other) => other === word))
    return (unit) => passes(own, wordsOf(unit).words)
  })
  return passes(
    tests,
    units.map(({ text }) => text),
  )
}

/** What one text must be; null for any number of texts. */
type Test = ((text: string) => boolean) | null

function passes(tests: readonly Test[], texts: readonly string[]): boolean {
  let at = 0
  let isOpen = false
  for (const test of tests) {
    if (test === null) {
      isOpen = true
      continue
    }
    if (isOpen) at = texts.findIndex((text, index) => index >= at && test(text))
    if (at < 0 || at >= texts.length || !test(texts[at]!)) return false
    isOpen = false
    at += 1
  }
  return isOpen || at === texts.length
}
