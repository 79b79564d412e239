import type { FindingRow } from '../../../../shared/contract/schemas.ts'
import type { CategoryClass } from '../../../../shared/model/finding.ts'
import type { SpanTree } from './span-tree.ts'

/** What is remarkable about each row, and how much of it a shut row hides. */
export interface SpanMarks {
  /** Findings at the span itself. */
  readonly findings: ReadonlyMap<number, readonly FindingRow[]>
  /** Findings in the rows before each row: the sum over a subtree is one subtraction. */
  readonly findingsBefore: Int32Array
  readonly errorsBefore: Int32Array
  /** Rows that carry a finding, in display order. */
  readonly findingRows: readonly number[]
  /** Rows that declared an error, in display order. */
  readonly errorRows: readonly number[]
}

export function markSpans(tree: SpanTree, findings: readonly FindingRow[]): SpanMarks {
  const byRow = new Map<number, FindingRow[]>()
  for (const finding of findings) {
    const row = tree.rowOf.get(finding.spanId)
    if (row === undefined) continue
    const list = byRow.get(row)
    if (list === undefined) byRow.set(row, [finding])
    else list.push(finding)
  }
  const count = tree.spans.length
  const findingsBefore = new Int32Array(count + 1)
  const errorsBefore = new Int32Array(count + 1)
  const errorRows: number[] = []
  for (let row = 0; row < count; row++) {
    if (tree.spans[row]?.status === 'error') errorRows.push(row)
    findingsBefore[row + 1] = (findingsBefore[row] ?? 0) + (byRow.get(row)?.length ?? 0)
    errorsBefore[row + 1] = (errorsBefore[row] ?? 0) + (tree.spans[row]?.status === 'error' ? 1 : 0)
  }
  return {
    findings: byRow,
    findingsBefore,
    errorsBefore,
    errorRows,
    findingRows: [...byRow.keys()].toSorted((a, b) => a - b),
  }
}

/** Findings and errors strictly below a row. */
export function hiddenBelow(
  tree: SpanTree,
  marks: SpanMarks,
  row: number,
): { findings: number; errors: number } {
  const end = tree.end[row] ?? row + 1
  return {
    findings: (marks.findingsBefore[end] ?? 0) - (marks.findingsBefore[row + 1] ?? 0),
    errors: (marks.errorsBefore[end] ?? 0) - (marks.errorsBefore[row + 1] ?? 0),
  }
}

/** The next row with a finding behind `row`, from the top again after the last; null where there is none. */
export function nextFindingRow(marks: SpanMarks, row: number): number | null {
  return marks.findingRows.find((at) => at > row) ?? marks.findingRows[0] ?? null
}

/**
 * The row to begin with: where the list that the trace was opened from is about categories, the first finding of one of
 * them, else the first of all.
 */
export function firstFindingRow(marks: SpanMarks, filter: string | undefined): number | null {
  const wanted = new Set(
    Array.from((filter ?? '').matchAll(/(?<![\w-])category:"?([\w-]+)/g), ([, id]) => id),
  )
  const row = marks.findingRows.find((at) =>
    marks.findings.get(at)?.some(({ category }) => wanted.has(category)),
  )
  return row ?? marks.findingRows[0] ?? null
}

const WORST_FIRST: readonly CategoryClass[] = ['F', 'S', 'G']

/** The class whose colour a mark for several findings takes. */
export function worstClass(findings: readonly FindingRow[]): CategoryClass | null {
  return WORST_FIRST.find((wanted) => findings.some((finding) => finding.class === wanted)) ?? null
}
