import type { ChartBlock, TableBlock } from '../../shared/model/report-document.ts'
import { UNIT_FORMATS } from './format-cell.ts'

/** The days of a chart as a table: what every chart can be read without. */
export function chartTable(chart: ChartBlock): TableBlock {
  const counted = chart.days.some(({ n }) => n !== undefined)
  const format = UNIT_FORMATS[chart.unit]
  return {
    kind: 'table',
    id: chart.id,
    title: chart.title,
    columns: [
      { title: 'Day', format: 'text' },
      ...(counted
        ? ([
            { title: 'Sessions', format: 'count' },
            { title: 'Failed', format: 'count' },
          ] as const)
        : []),
      { title: chart.unit === 'rate' ? 'Rate' : 'Value', format },
    ],
    rows: chart.days.map(({ date, value, n, k }) =>
      counted ? [date, n ?? null, k ?? null, value] : [date, value],
    ),
    left: 0,
  }
}
