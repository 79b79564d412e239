export type CsvCell = string | number | null

/**
 * What spreadsheets take for the beginning of a formula, also after the quotes and blanks that some of them strip; the
 * full-width forms are folded to these by some input methods.
 */
const FORMULA = /^[\s"'\u200b\ufeff]*[=+\-@\t\r\n|%\uff1d\uff0b\uff0d\uff20]/

/** Begins a file that spreadsheets shall read as UTF-8. */
export const CSV_MARK = '\ufeff'

/** A table as CSV (RFC 4180), with the mark. No cell is a formula. */
export function csvText(heads: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return CSV_MARK + [heads, ...rows].map(csvLine).join('')
}

/** One row with its end. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`
}

/** A cell in quotes. Text that a spreadsheet would calculate begins with an apostrophe; numbers stay numbers. */
function cellOf(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  const safe = FORMULA.test(cell) ? `'${cell}` : cell
  return `"${safe.replaceAll('"', '""')}"`
}
