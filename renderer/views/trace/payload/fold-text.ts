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
 * Nothing is lost: the gaps say how much they hold. `hidden` stretches are shut wherever they are.
 */
export function foldText(
  text: string,
  marks: readonly { start: number; end: number }[],
  head: number,
  hidden: readonly { start: number; end: number }[] = [],
): FoldPart[] {
  return hide(foldAround(text, marks, head), hidden)
}

/** Shuts stretches that are no text, such as the base64 of an image. */
function hide(parts: FoldPart[], hidden: readonly { start: number; end: number }[]): FoldPart[] {
  if (hidden.length === 0) return parts
  return parts.flatMap((part) => {
    if (part.kind === 'gap') return [part]
    const cut: FoldPart[] = []
    let at = part.start
    for (const { start, end } of hidden) {
      if (end <= at || start >= part.end) continue
      if (start > at) cut.push({ kind: 'text', start: at, end: start })
      cut.push({ kind: 'gap', start: Math.max(at, start), end: Math.min(end, part.end) })
      at = Math.min(end, part.end)
    }
    if (at < part.end) cut.push({ kind: 'text', start: at, end: part.end })
    return cut
  })
}

function foldAround(
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
