import { diffLines, diffWordsWithSpace } from 'diff'

export interface DiffPart {
  change: 'same' | 'added' | 'removed'
  text: string
}

export interface TextDiff {
  /** In order: stretches of equal lines, and lines that differ, by word. */
  blocks: { isSame: boolean; parts: DiffPart[] }[]
  /** Words that are only in one of them. */
  added: number
  removed: number
}

/** Longer passages that differ are shown whole: comparing them word by word takes minutes, and reads like noise. */
const LONGEST_PASSAGE = 40_000
/** Edits after which two texts have hardly a line in common; jsdiff gives up then. */
const MOST_EDITS = 4000

/** What differs between two texts: first by line, then by word inside the lines that differ. */
export function diffTexts(before: string, after: string): TextDiff {
  const lines = diffLines(ended(before), ended(after), { maxEditLength: MOST_EDITS }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ]
  const blocks: TextDiff['blocks'] = []
  for (let index = 0; index < lines.length; index++) {
    const { value, added, removed } = lines[index]!
    const next = lines[index + 1]
    if (removed && next?.added) {
      blocks.push({ isSame: false, parts: diffPassages(value, next.value) })
      index += 1
    } else {
      const change = added ? 'added' : removed ? 'removed' : 'same'
      blocks.push({ isSame: change === 'same', parts: [{ change, text: value }] })
    }
  }
  const count = (change: DiffPart['change']): number =>
    blocks
      .flatMap(({ parts }) => parts)
      .filter((part) => part.change === change)
      .reduce((sum, { text }) => sum + countWords(text), 0)
  return { blocks, added: count('added'), removed: count('removed') }
}

function diffPassages(before: string, after: string): DiffPart[] {
  const whole: DiffPart[] = [
    { change: 'removed', text: before },
    { change: 'added', text: after },
  ]
  if (before.length + after.length > LONGEST_PASSAGE) return whole
  const words = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS })
  if (words === undefined) return whole
  return gatherPhrases(
    words.map(({ value, added, removed }) => ({
      change: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
    })),
  )
}

/** One word that happens to be in both, between two that differ, makes a phrase harder to read, not easier. */
const FEWEST_WORDS = 2

/** Changes with hardly anything between them become one: what was taken out, then what was put in. */
function gatherPhrases(parts: readonly DiffPart[]): DiffPart[] {
  const gathered: DiffPart[] = []
  let removed = ''
  let added = ''
  const close = (): void => {
    if (removed !== '') gathered.push({ change: 'removed', text: removed })
    if (added !== '') gathered.push({ change: 'added', text: added })
    removed = ''
    added = ''
  }
  for (const [index, { change, text }] of parts.entries()) {
    const isInside = removed + added !== '' && index < parts.length - 1
    const isBetween = change === 'same' && isInside && !text.includes('\n') && countWords(text) < FEWEST_WORDS
    if (change !== 'added' && (isBetween || change === 'removed')) removed += text
    if (change !== 'removed' && (isBetween || change === 'added')) added += text
    if (change === 'same' && !isBetween) {
      close()
      gathered.push({ change, text })
    }
  }
  close()
  return gathered
}

function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
}

/** A last line without its end would differ from the same line in the middle. */
function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`
}
