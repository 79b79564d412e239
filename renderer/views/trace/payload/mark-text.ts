import type { CategoryClass } from '../../../../shared/model/finding.ts'

/** A range of a text that is evidence, or that was searched for (`M`); offsets in UTF-16 units, `end` behind the last. */
export interface TextMark {
  readonly start: number
  readonly end: number
  readonly class: CategoryClass | 'M'
  /** Names the finding, so that a jump can find its mark: see `markKey`. */
  readonly key: string
  /** The category's id, for the tooltip; '' of a match. */
  readonly category: string
}

export interface TextRun {
  readonly start: number
  readonly end: number
  /** Marks that cover this run; empty for plain text. */
  readonly marks: readonly TextMark[]
}

/** Cuts `from..to` at the edges of the marks: every run is covered by the same marks throughout. */
export function cutAtMarks(from: number, to: number, marks: readonly TextMark[]): TextRun[] {
  const edges = new Set([from, to])
  for (const mark of marks) {
    if (mark.end <= from || mark.start >= to || mark.start >= mark.end) continue
    edges.add(Math.max(mark.start, from))
    edges.add(Math.min(mark.end, to))
  }
  const sorted = [...edges].toSorted((a, b) => a - b)
  const runs: TextRun[] = []
  for (let at = 0; at + 1 < sorted.length; at++) {
    const start = sorted[at] ?? from
    const end = sorted[at + 1] ?? to
    runs.push({ start, end, marks: marks.filter((mark) => mark.start < end && mark.end > start) })
  }
  return runs
}
