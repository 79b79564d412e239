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
      .reduce((sum, { text }) => sum + (text.match(/\S+/g)?.length ?? 0), 0)
  return { blocks, added: count('added'), removed: count('removed') }
}

function diffPassages(before: string, after: string): DiffPart[] {
  const whole: DiffPart[] = [
    { change: 'removed', text: before },
    { change: 'added', text: after },
  ]
  if (before.length + after.length > LONGEST_PASSAGE) return whole
  const words = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS })
  return (
    words?.map(({ value, added, removed }) => ({
      change: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
    })) ?? whole
  )
}

/** A last line without its end would differ from the same line in the middle. */
function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`
}
