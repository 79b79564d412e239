export interface PlacedMark {
  x: number
  text: string
  /** The side of the line the label stands on. */
  side: 'left' | 'right'
}

/** Some 6 px a letter at 10.5 px type, and a gap. */
const LETTER = 5.8
const GAP = 10

/**
 * Labels stand left of their dashed line, right of it where there is no room. Marks too near for a label each share one
 * outside of their lines: the name of the last and the number of those before it, `prompt 8 +1`.
 */
export function placeMarks(
  marks: readonly { x: number; label: string }[],
  { left, right }: { left: number; right: number },
): PlacedMark[] {
  let end = left
  return crowdsOf(marks).map(({ first, last, label, others }) => {
    const text = others === 0 ? label : `${label} +${others}`
    const width = widthOf(text)
    const isRight = first - width < end && last + width <= right
    end = isRight ? last + width : last
    return { x: isRight ? last : first, text, side: isRight ? 'right' : 'left' }
  })
}

interface Crowd {
  first: number
  last: number
  /** That of the last mark. */
  label: string
  others: number
}

function crowdsOf(marks: readonly { x: number; label: string }[]): Crowd[] {
  const crowds: Crowd[] = []
  for (const { x, label } of marks.toSorted((a, b) => a.x - b.x)) {
    const crowd = crowds.at(-1)
    if (crowd && x - widthOf(label) < crowd.last) {
      Object.assign(crowd, { last: x, label, others: crowd.others + 1 })
    } else crowds.push({ first: x, last: x, label, others: 0 })
  }
  return crowds
}

function widthOf(text: string): number {
  return text.length * LETTER + GAP
}
