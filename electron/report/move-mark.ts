interface Marked {
  text: string
  mark: { start: number; end: number }
}

export function isMarked(value: object): value is Marked {
  return 'mark' in value && value.mark !== null && 'text' in value && typeof value.text === 'string'
}

/** Where a marked stretch is after the text around or in it has changed; null where that cannot be told. */
export function moveMark(
  before: string,
  after: string,
  { start, end }: Marked['mark'],
): Marked['mark'] | null {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  const grown = after.length - before.length
  // What changed lies between these two places of the text before.
  const [from, to] = [head, before.length - tail]
  if (to <= start) return { start: start + grown, end: end + grown }
  if (from >= end) return { start, end }
  if (from >= start && to <= end) return { start, end: end + grown }
  return null
}
