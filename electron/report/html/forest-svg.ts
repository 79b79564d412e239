import { formatRatio } from '../../../shared/format.ts'
import type { ForestBlock } from '../../../shared/model/report-document.ts'
import { h, join, type Markup } from './tag.ts'

const WIDTH = 820
const LEFT = 262
const RIGHT = 178
const ROW = 24
const TOP = 12
const BOTTOM = 26
/** Ratios beyond these run out of the picture. */
const LEAST = 1 / 16
const MOST = 16
const LABEL_LENGTH = 40

/** Ratios on a logarithmic line: right of 1 is more often, left less often. */
export function forestFigure({ title, rows }: ForestBlock): Markup {
  const values = rows.flatMap(({ ratio, low, high }) => [ratio, low, high]).filter((value) => value !== null)
  const reach = Math.min(
    MOST,
    Math.max(2, ...values.map((value) => (value > 1 ? value : 1 / Math.max(value, LEAST)))),
  )
  const x = (value: number): number => {
    const at = Math.log(Math.min(reach, Math.max(1 / reach, value))) / Math.log(reach)
    return Math.round((LEFT + ((at + 1) / 2) * (WIDTH - LEFT - RIGHT)) * 10) / 10
  }
  const height = TOP + rows.length * ROW + BOTTOM
  const ticks = [1 / reach, 1, reach]
  return h(
    'div',
    { class: 'plot' },
    h(
      'svg',
      {
        viewBox: `0 0 ${WIDTH} ${height}`,
        role: 'img',
        'aria-label': `${title}. The numbers stand in the table below.`,
      },
      ticks.map((tick) =>
        join(
          h('line', {
            class: tick === 1 ? 'even' : 'grid',
            x1: x(tick),
            x2: x(tick),
            y1: TOP,
            y2: height - BOTTOM,
          }),
          h(
            'text',
            { x: x(tick), y: height - 8, 'text-anchor': 'middle' },
            tick === 1 ? 'same' : `× ${formatRatio(tick)}`,
          ),
        ),
      ),
      rows.map((row, index) => rowOf(row, TOP + index * ROW + ROW / 2, x)),
    ),
  )
}

function rowOf(
  { label, ratio, low, high, verdict }: ForestBlock['rows'][number],
  y: number,
  x: (value: number) => number,
): Markup {
  const tone = verdict === 'higher' || verdict === 'lower' ? ` ${verdict}` : ''
  const shown = label.length > LABEL_LENGTH ? `${label.slice(0, LABEL_LENGTH - 1).toWellFormed()}…` : label
  return join(
    h('text', { class: 'name', x: LEFT - 14, y: y + 4, 'text-anchor': 'end' }, shown),
    ratio === null
      ? null
      : join(
          h('line', { class: `span${tone}`, x1: x(low ?? 0), x2: x(high ?? Infinity), y1: y, y2: y }),
          h('circle', { class: `point${tone}`, cx: x(ratio), cy: y, r: 4 }),
        ),
    h(
      'text',
      { x: WIDTH - RIGHT + 14, y: y + 4 },
      ratio === null ? verdict : `× ${formatRatio(ratio)}  ${verdict === 'no difference' ? '' : verdict}`,
    ),
  )
}
