/** A stretch of a text that is shown, or a gap that waits behind a button. */
export interface FoldPart {
  readonly kind: 'text' | 'gap'
  readonly start: number
  readonly end: number
}

/** Characters shown before and after a mark that lies inside a folded part: about two lines each. */
const AROUND_MARK = 160
/** A gap shorter than this is not worth a button. */
const SMALLEST_GAP = 120

/**
 * Chooses what of a long text shows at first: its head, and everything around its marks.
 * Nothing is lost: the gaps say how much they hold.
 */
export function foldText(
  text: string,
  marks: readonly { start: number; end: number }[],
  head: number,
): FoldPart[] {
  if (text.length <= head + SMALLEST_GAP) return [{ kind: 'text', start: 0, end: text.length }]
  const shown = [{ start: 0, end: lineEnd(text, head) }]
  for (const mark of marks.toSorted((a, b) => a.start - b.start)) {
    // Of a mark that covers a whole long payload the head is enough.
    const end = mark.end - mark.start > head ? mark.start + head : mark.end
    shown.push({
      start: Math.max(0, mark.start - AROUND_MARK),
      end: Math.min(text.length, end + AROUND_MARK),
    })
  }
  const parts: FoldPart[] = []
  let at = 0
  for (const { start, end } of shown) {
    if (end <= at) continue
    const last = parts.at(-1)
    if (start - at >= SMALLEST_GAP) {
      parts.push({ kind: 'gap', start: at, end: start }, { kind: 'text', start, end })
    } else if (last === undefined) parts.push({ kind: 'text', start: 0, end })
    else parts[parts.length - 1] = { kind: 'text', start: last.start, end }
    at = end
  }
  if (text.length - at >= SMALLEST_GAP) parts.push({ kind: 'gap', start: at, end: text.length })
  else {
    const last = parts.at(-1)
    if (last !== undefined) parts[parts.length - 1] = { ...last, end: text.length }
  }
  return parts
}

/** The end of the line that `at` falls into, if it is near: half lines read badly. */
function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at)
  return found !== -1 && found - at < 100 ? found : at
}
