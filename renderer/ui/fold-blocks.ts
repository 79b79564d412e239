import type { VersionDiff } from '../../shared/contract/versions.ts'

type Block = VersionDiff['blocks'][number]

/** Lines that are shown around what differs. */
const AROUND = 3

/** Cuts the middle out of long stretches that are the same; `hidden` is the number of lines a fold stands for. */
export function foldBlocks(blocks: readonly Block[]): (Block & { hidden: number })[] {
  return blocks.flatMap((block, index) => {
    const text = block.parts.map((part) => part.text).join('')
    const lines = text.split(/(?<=\n)/)
    const before = index === 0 ? 0 : AROUND
    const after = index === blocks.length - 1 ? 0 : AROUND
    const hidden = lines.length - before - after
    if (!block.isSame || hidden < AROUND) return [{ ...block, hidden: 0 }]
    return [
      sameBlock(lines.slice(0, before), 0),
      sameBlock(lines.slice(before, lines.length - after), hidden),
      sameBlock(after === 0 ? [] : lines.slice(-after), 0),
    ].filter(({ parts }) => parts[0]?.text !== '')
  })
}

function sameBlock(lines: readonly string[], hidden: number): Block & { hidden: number } {
  return { isSame: true, parts: [{ change: 'same', text: lines.join('') }], hidden }
}

/** Items with where each begins when all stand one after the other: what tells one from another that reads the same. */
export function placeTexts<T>(items: readonly T[], lengthOf: (item: T) => number): { at: number; item: T }[] {
  let at = 0
  return items.map((item) => {
    const begin = at
    at += lengthOf(item)
    return { at: begin, item }
  })
}
