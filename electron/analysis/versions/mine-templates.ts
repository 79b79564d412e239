import { alignSequences, gapOf, type Sequence } from './align.ts'
import { clusterPrompts } from './cluster-prompts.ts'
import type { Course } from './course.ts'
import { findSplit, type Member, type SplitRules } from './find-split.ts'
import { type Unit, unitsOf, wordsOf } from './prompt-units.ts'
import { isFilledIn, type PromptTemplate, templateOf, type TemplatePart, VALUE } from './prompt-template.ts'

/** One system prompt as it was sent, with the traces it was sent in. */
export interface SeenPrompt {
  /** A hash of the text: it decides the order in which prompts are looked at, so that no import does. */
  key: string
  text: string
  course: Course
}

export interface MinedTemplate extends PromptTemplate {
  /** Keys of the prompts that are this template, filled in. */
  prompts: string[]
}

/** A longer sentence is a text that is put in: its words are not compared. */
const SENTENCE_WORDS = 300
/** Where the next line has so many of the words that stand still, both are items of a list. */
const LIKE_NEXT = 0.6
/** A template that says as much of its own as another, and lets in what that one says, is the same. */
const LEAST_WRITTEN = 0.8
/** Of fewer prompts it cannot be seen what is filled in; then a form must say some words at least. */
const FEW_PROMPTS = 3
const LEAST_SAID = 20
/** Of the words so many must stand still for it to be a sentence with a value in it. */
const LEAST_STILL = 0.4

/**
 * The templates behind the system prompts of one agent: what its author wrote, with what the program fills in masked.
 *
 * Prompts that are alike are aligned at the lines all of them share. What lies between was written by hand if it follows
 * something else in time (a new version), and is a value if it varies freely: only then is it masked. Lines are compared
 * first, then the words of lines that differ. Drain (He et al. 2017) and Spell (Du and Li 2016) mask whatever differs and
 * depend on the order of the messages; here a changed word is what is looked for, and the result is a function of the set.
 */
export function mineTemplates(prompts: readonly SeenPrompt[]): MinedTemplate[] {
  const ordered = prompts
    .map((prompt) => ({ prompt, traces: prompt.course.reduce((sum, [, count]) => sum + count, 0) }))
    .toSorted((a, b) => b.traces - a.traces || (a.prompt.key < b.prompt.key ? -1 : 1))
  const units = ordered.map(({ prompt }) => unitsOf(prompt.text))
  const numbers = new Numbers()
  const found: Leaf[] = []
  for (const [cluster, indices] of clusterPrompts(units).entries()) {
    const members = indices.map((index): Prompt => {
      const { prompt, traces } = ordered[index]!
      const own = units[index]!
      const sequence = own.map(({ text }) => numbers.of(text))
      return { key: prompt.key, units: own, sequence, course: prompt.course, traces }
    })
    const lines = { numbers, textOf: (id: number) => numbers.text(id), values: new Set<number>() }
    const words = { numbers: new Numbers(), textOf: null, values: new Set<number>() }
    for (const leaf of divide(members, { lines, words })) found.push({ ...leaf, cluster })
  }
  return gatherForms(found)
}

/**
 * Prompts that were too unlike others to be compared with them, as what was filled in is most of their text, and are
 * forms of their template after all. Leaves of one cluster were told apart on evidence.
 */
function gatherForms(leaves: readonly Leaf[]): MinedTemplate[] {
  const found = new Map<string, MinedTemplate & { leaf: Leaf }>()
  for (const leaf of leaves.toSorted((a, b) => b.members.length - a.members.length)) {
    const template = templateOf(leaf.parts)
    const own = writtenLength(template)
    const form = [...found.values()].find(
      (other) =>
        other.id === template.id ||
        (other.leaf.cluster !== leaf.cluster &&
          writtenLength(other) >= (leaf.members.length < FEW_PROMPTS ? LEAST_SAID : LEAST_WRITTEN * own) &&
          leaf.members.every(({ units }) => isFilledIn(other, units))),
    )
    const keys = leaf.members.map(({ key }) => key)
    if (form === undefined) found.set(template.id, { ...template, prompts: keys, leaf })
    else form.prompts.push(...keys)
  }
  return Array.from(found.values(), ({ leaf: _leaf, ...template }) => template)
}

function writtenLength({ parts }: PromptTemplate): number {
  return parts.reduce((sum, { text, filled }) => sum + (filled?.words === null ? 0 : text.length), 0)
}

type Rules = Record<'lines' | 'words', SplitRules & { numbers: Numbers }>

interface Prompt extends Member {
  key: string
  units: readonly Unit[]
}

interface Leaf {
  parts: TemplatePart[]
  members: readonly Prompt[]
  cluster: number
}

function divide(cluster: readonly Prompt[], rules: Rules): Omit<Leaf, 'cluster'>[] {
  const leaves: Omit<Leaf, 'cluster'>[] = []
  const open = [cluster]
  for (let members = open.pop(); members !== undefined; members = open.pop()) {
    const own = members
    const alignment = alignSequences(own.map(({ sequence }) => sequence))
    const split = findSplit(own, alignment, rules.lines)
    const written = split === null ? writeParts(own, alignment.places, rules) : null
    const sides = split ?? written?.split ?? null
    if (sides === null) leaves.push({ parts: written!.parts, members: own })
    else for (const side of sides) open.push(side.map((index) => own[index]!))
  }
  return leaves
}

/** The parts of a template; or, where a word in one of its lines is another for some prompts, how to divide them. */
function writeParts(
  members: readonly Prompt[],
  places: readonly (readonly number[])[],
  { words }: Rules,
): { parts: TemplatePart[]; split: number[][] | null } {
  const first = members[0]!
  const parts: TemplatePart[] = []
  for (let gap = 0; gap <= places[0]!.length; gap++) {
    const slots = members.map(({ units, sequence }, index): Slot => {
      const from = gap === 0 ? 0 : places[index]![gap - 1]! + 1
      const to = places[index]![gap] ?? sequence.length
      return { units, sequence, from, to }
    })
    const content = ({ sequence, from, to }: Slot): string => sequence.slice(from, to).join()
    const { from, to } = slots[0]!
    if (slots.every((slot) => content(slot) === content(slots[0]!)))
      parts.push(...first.units.slice(from, to))
    else {
      const read = readSlot(members, slots, words)
      if (read.split !== null) return read
      parts.push(...read.parts)
    }
    if (gap < places[0]!.length) parts.push(first.units[to]!)
  }
  return { parts, split: null }
}

/** What one prompt has between two lines that all have: its units from `from` to before `to`. */
interface Slot {
  units: readonly Unit[]
  sequence: Sequence
  from: number
  to: number
}

/** Sentences with a value in them at both ends of a slot, and the block that is filled in between. */
function readSlot(
  members: readonly Prompt[],
  slots: readonly Slot[],
  rules: Rules['words'],
): { parts: TemplatePart[]; split: number[][] | null } {
  const ends: { left: TemplatePart[]; right: TemplatePart[] } = { left: [], right: [] }
  for (const side of ['left', 'right'] as const) {
    while (slots.every(({ from, to }) => from < to)) {
      const column = slots.map(({ units, from, to }) => units[side === 'left' ? from : to - 1]!)
      const next = slots.flatMap(({ units, from, to }) =>
        from + 1 < to ? [units[side === 'left' ? from + 1 : to - 2]!.text] : [],
      )
      const sentence = readSentence(members, column, next, rules)
      if (sentence === null) break
      if (sentence.split !== null) return { parts: [], split: sentence.split }
      if (side === 'left') ends.left.push(sentence.part)
      else ends.right.unshift(sentence.part)
      for (const slot of slots) {
        if (side === 'left') slot.from += 1
        else slot.to -= 1
      }
    }
  }
  const { units, from, to } = slots[0]!
  const isEmpty = slots.every((slot) => slot.from === slot.to)
  const block = { text: VALUE, before: from < to ? units[from]!.before : '\n', filled: { words: null } }
  return { parts: [...ends.left, ...(isEmpty ? [] : [block]), ...ends.right], split: null }
}

/** One sentence of each prompt word by word; null where too few words stand still, and for the items of a list. */
function readSentence(
  members: readonly Prompt[],
  column: readonly Unit[],
  next: readonly string[],
  rules: Rules['words'],
): { part: TemplatePart; split: number[][] | null } | null {
  const read = column.map(({ text }) => ({ text, ...wordsOf(text) }))
  if (read.some(({ words }) => words.length > SENTENCE_WORDS)) return null
  const sentences = members.map(({ course, traces }, index): Member => ({
    sequence: read[index]!.words.map((word) => rules.numbers.of(word)),
    course,
    traces,
  }))
  const alignment = alignSequences(sentences.map(({ sequence }) => sequence))
  const still = stillWords(sentences, alignment.places)
  const mean = read.reduce((sum, { words }) => sum + words.length, 0) / read.length
  if (
    still.length < LEAST_STILL * mean ||
    isListed(
      still.map((at) => read[0]!.words[at]!),
      next,
    )
  )
    return null
  const { before } = column[0]!
  const split = findSplit(sentences, alignment, rules)
  if (split !== null) return { part: { text: '', before }, split }
  const { text, words } = writeSentence(read[0]!, still)
  return { part: { text, before, filled: { words } }, split: null }
}

/** Whether most lines beside a column of lines are of its kind. */
function isListed(words: readonly string[], next: readonly string[]): boolean {
  const alike = next.filter((text) => {
    const beside = new Set(wordsOf(text).words)
    return words.filter((word) => beside.has(word)).length >= LIKE_NEXT * words.length
  })
  return alike.length > next.length / 2
}

/** Positions, in the first of some sentences, of the words that all have. */
function stillWords(members: readonly Member[], places: readonly (readonly number[])[]): number[] {
  const anchors = places[0]!.length
  const still: number[] = []
  for (let gap = 0; gap <= anchors; gap++) {
    const contents = members.map(({ sequence }, index) => gapOf(sequence, places[index]!, gap))
    const from = gap === 0 ? 0 : places[0]![gap - 1]! + 1
    if (contents.every((content) => content.join() === contents[0]!.join()))
      for (let at = 0; at < contents[0]!.length; at++) still.push(from + at)
    if (gap < anchors) still.push(places[0]![gap]!)
  }
  return still
}

/** A sentence with what does not stand still masked, blanks as they are. */
function writeSentence(
  { text, words, starts }: { text: string; words: readonly string[]; starts: readonly number[] },
  still: readonly number[],
): { text: string; words: (string | null)[] } {
  const kept = new Set(still)
  const shown: (string | null)[] = []
  let written = ''
  for (const [index, word] of words.entries()) {
    const end = index === 0 ? 0 : starts[index - 1]! + words[index - 1]!.length
    const isValue = !kept.has(index)
    const isMore = isValue && index > 0 && !kept.has(index - 1)
    if (isMore) continue
    written += text.slice(end, starts[index]) + (isValue ? VALUE : word)
    shown.push(isValue ? null : word)
  }
  return { text: written, words: shown }
}

/** Texts by number, so that sequences are compared quickly. */
class Numbers {
  readonly #numbers = new Map<string, number>()
  readonly #texts: string[] = []

  of(text: string): number {
    let number = this.#numbers.get(text)
    if (number === undefined) {
      number = this.#texts.length
      this.#numbers.set(text, number)
      this.#texts.push(text)
    }
    return number
  }

  text(number: number): string {
    return this.#texts[number]!
  }
}
