export interface PlacedMark {
  x: number
  /** Null where a neighbour speaks for it. */
  text: string | null
  /** The side of the line the label stands on. */
  side: 'left' | 'right'
}

/** Some 6 px a letter at 10.5 px type, and a gap. */
const LETTER = 5.8
const GAP = 10

/**
 * Labels stand left of their dashed line, right of it where there is no room. Of labels that would
 * touch only the last is written, with the number of those before it: `prompt 8 +1`.
 */
export function placeMarks(
  marks: readonly { x: number; label: string }[],
  { left, right }: { left: number; right: number },
): PlacedMark[] {
  const placed: PlacedMark[] = []
  let end = Number.NEGATIVE_INFINITY
  let crowd = 0
  for (const mark of marks.toSorted((a, b) => a.x - b.x)) {
    const width = mark.label.length * LETTER + GAP
    const start = mark.x - width
    const last = placed.at(-1)
    if (last && start < end) {
      crowd += 1
      last.text = null
      placed.push({ x: mark.x, text: `${mark.label} +${crowd}`, side: last.side })
      end = mark.x + (last.side === 'right' ? width + 3 * LETTER : 0)
      continue
    }
    const side = start < left && mark.x + width <= right ? 'right' : 'left'
    placed.push({ x: mark.x, text: mark.label, side })
    crowd = 0
    end = side === 'right' ? mark.x + width : mark.x
  }
  return placed
}
