/** Containers nested deeper are cut: a sample needs no more. */
const MAX_DEPTH = 100

/**
 * Parses the beginning of a JSON document that may end anywhere: what is complete up to there, with the open containers
 * closed. Undefined where there is nothing to parse.
 */
export function parseJsonPrefix(text: string): unknown {
  const whole = parseOrUndefined(text)
  if (whole !== undefined) return whole
  const { end, closing } = lastCompleteValue(text)
  return end === 0 ? undefined : parseOrUndefined(text.slice(0, end) + closing)
}

/** Where the last value ends before which everything is complete, and what closes what is open there. */
function lastCompleteValue(text: string): { end: number; closing: string } {
  const open: string[] = []
  let end = 0
  let closing = ''
  let at = 0
  const mark = (position: number): void => {
    end = position
    closing = open.toReversed().join('')
  }
  while (at < text.length) {
    const char = text[at]
    if (char === '"') {
      const close = endOfString(text, at)
      if (close < 0) break
      at = close
      // A name is no value: what is complete ends before it.
      if (open.at(-1) === ']' || isAfterColon(text, at)) mark(at)
    } else if (char === '{' || char === '[') {
      if (open.length >= MAX_DEPTH) break
      open.push(char === '{' ? '}' : ']')
      at++
      mark(at)
    } else if (char === '}' || char === ']') {
      if (open.pop() !== char) break
      at++
      mark(at)
      if (open.length === 0) break
    } else if (char !== undefined && /[-\d a-z]/i.test(char) && char !== ' ') {
      const start = at
      while (at < text.length && /[-+\w.]/.test(text[at] ?? '')) at++
      if (at === start) break
      // A number at the very end may go on.
      if (at < text.length) mark(at)
    } else at++
  }
  return { end, closing }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at + 1
  }
  return -1
}

/** Whether the string that ends here is a value of an object: no colon follows it. */
function isAfterColon(text: string, end: number): boolean {
  let at = end
  while (at < text.length && /\s/.test(text[at] ?? '')) at++
  return at < text.length && text[at] !== ':'
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
