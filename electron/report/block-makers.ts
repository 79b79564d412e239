import type { RedactedField } from '../../shared/model/redaction.ts'
import type { Block, Cell, CellFormat, TableBlock } from '../../shared/model/report-document.ts'

export function paragraph(text: string): Block {
  return { kind: 'paragraph', text, tone: 'plain' }
}

/** The sentence a colleague can read aloud. */
export function lead(text: string): Block {
  return { kind: 'paragraph', text, tone: 'lead' }
}

/** A limit or a hint. */
export function note(text: string): Block {
  return { kind: 'paragraph', text, tone: 'note' }
}

export function heading(text: string, level: 3 | 4 = 3): Block {
  return { kind: 'heading', level, text }
}

/** What is folded below a claim. */
export function folded(summary: string, blocks: Block[]): Block {
  return { kind: 'details', summary, blocks }
}

/** `columns` as title, format and what redaction may leave out whole; rows beyond `most` are counted, not kept. */
export function table(
  id: string,
  title: string,
  columns: readonly (readonly [string, CellFormat, RedactedField?])[],
  rows: readonly (readonly Cell[])[],
  most = Infinity,
): TableBlock {
  return {
    kind: 'table',
    id,
    title,
    columns: columns.map(([name, format, field]) => {
      const column = { title: name, format }
      return field === undefined ? column : Object.assign(column, { field })
    }),
    rows: rows.slice(0, most).map((row) => Array.from(row)),
    left: Math.max(0, rows.length - most),
  }
}

/** Longer tables are folded: what stands below them matters as much. */
const OPEN_ROWS = 25

/** A table, folded where it is long. */
export function foldedIfLong(summary: string, block: TableBlock): Block {
  return block.rows.length > OPEN_ROWS ? folded(summary, [block]) : block
}
