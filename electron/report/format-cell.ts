import {
  formatBytes,
  formatCost,
  formatCount,
  formatDuration,
  formatExpected,
  formatPoints,
  formatRate,
  formatRatio,
  formatTimestamp,
} from '../../shared/format.ts'
import type { Cell, CellFormat, ChartBlock } from '../../shared/model/report-document.ts'

const FORMATS: Readonly<Record<CellFormat, (value: number | null) => string>> = {
  text: (value) => (value === null ? '–' : String(value)),
  number: (value) => (value === null ? '–' : String(Number(value.toPrecision(3)))),
  count: formatCount,
  rate: formatRate,
  points: formatPoints,
  ratio: formatRatio,
  expected: formatExpected,
  duration: formatDuration,
  cost: formatCost,
  time: formatTimestamp,
  bytes: formatBytes,
}

/** A cell as people read it. */
export function formatCell(cell: Cell, format: CellFormat): string {
  return typeof cell === 'string' ? cell : FORMATS[format](cell)
}

/** True where a column's numbers stand one under the other. */
export function isNumeric(format: CellFormat): boolean {
  return format !== 'text' && format !== 'time'
}

/** How the values of a chart are written in its table. */
export const UNIT_FORMATS: Readonly<Record<ChartBlock['unit'], CellFormat>> = {
  rate: 'rate',
  threshold: 'number',
  duration: 'duration',
  count: 'count',
  cost: 'cost',
}
