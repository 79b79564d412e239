export interface FencePiece {
  readonly start: number
  readonly end: number
  /** `fence`: between ``` marks, shown in the fixed face. `break`: the line breaks beside it, which its frame replaces. */
  readonly kind: 'text' | 'fence' | 'break'
}

/** Cuts `start..end` of a text at its ``` fences; nothing is taken out, so that no offset moves. */
export function splitFences(text: string, start: number, end: number): FencePiece[] {
  const pieces: FencePiece[] = []
  let at = start
  for (const fence of findFences(text, end)) {
    const left = Math.max(fence.start, start)
    const right = Math.min(fence.end, end)
    if (right <= left) continue
    addText(left, true)
    pieces.push({ start: left, end: right, kind: 'fence' })
    at = right
  }
  addText(end, false)
  return pieces

  function addText(until: number, isBeforeFence: boolean): void {
    const head = pieces.length > 0 ? leading(text, at, until) : at
    const tail = isBeforeFence ? trailing(text, head, until) : until
    add(at, head, 'break')
    add(head, tail, 'text')
    add(tail, until, 'break')
  }
  function add(from: number, to: number, kind: FencePiece['kind']): void {
    if (to > from) pieces.push({ start: from, end: to, kind })
  }
}

function findFences(text: string, end: number): { start: number; end: number }[] {
  const fences: { start: number; end: number }[] = []
  let open: number | null = null
  for (const match of text.slice(0, end).matchAll(/^[ \t]*```.*$/gm)) {
    if (open === null) open = match.index
    else {
      fences.push({ start: open, end: match.index + match[0].length })
      open = null
    }
  }
  // A fence that nobody closes runs to the end: models forget it, or the text was cut.
  if (open !== null) fences.push({ start: open, end })
  return fences
}

function leading(text: string, from: number, to: number): number {
  let at = from
  while (at < to && text[at] === '\n') at++
  return at
}

function trailing(text: string, from: number, to: number): number {
  let at = to
  while (at > from && text[at - 1] === '\n') at--
  return at
}
