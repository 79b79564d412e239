import { daysBetween, formatDay, formatShortDay } from '../../../shared/format.ts'
import type { ChartBlock } from '../../../shared/model/report-document.ts'
import { formatCell, UNIT_FORMATS } from '../format-cell.ts'
import { h, join, type Markup } from './tag.ts'

const WIDTH = 820
const HEIGHT = 230
const LEFT = 54
const RIGHT = 10
const TOP = 26
const BOTTOM = 26
/** Days named below the axis, at most. */
const DAY_LABELS = 8

interface Frame {
  x(date: string): number
  y(value: number): number
  top: number
  first: string
  last: string
}

/** A chart as inline SVG with its keys; a mark of a version is numbered and named below. */
export function chartFigure(chart: ChartBlock): Markup {
  const frame = frameOf(chart)
  if (frame === null) return h('p', { class: 'note' }, 'There is no day to draw.')
  const versions = versionsOf(chart, frame)
  return join(
    h(
      'div',
      { class: 'plot' },
      h(
        'svg',
        {
          viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
          role: 'img',
          'aria-label': `${chart.title}. The days stand in the table below.`,
        },
        gridOf(chart, frame),
        areasOf(chart, frame),
        versions.map(({ date }, index) => versionLine(frame, date, index + 1)),
        lineOf(chart, frame),
        onsetsOf(chart, frame),
      ),
      keysOf(chart, versions),
    ),
  )
}

function frameOf({ days, band, unit }: ChartBlock): Frame | null {
  const first = days[0]?.date
  const last = days.at(-1)?.date
  if (first === undefined || last === undefined) return null
  const most = Math.max(
    ...days.map(({ value }) => value ?? 0),
    band?.high ?? 0,
    unit === 'threshold' ? 1.1 : 0,
  )
  const top = niceTop(most === 0 ? 1 : most)
  const span = Math.max(1, daysBetween(first, last))
  return {
    x: (date) => place(LEFT + ((WIDTH - LEFT - RIGHT) * clamp(daysBetween(first, date), span)) / span),
    y: (value) => place(HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * value) / top),
    top,
    first,
    last,
  }
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value))
}

function place(value: number): number {
  return Math.round(value * 10) / 10
}

/** The next of 1, 2, 2.5, 4, 5 times a power of ten. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const step = [1, 2, 2.5, 4, 5, 10].find((factor) => factor * power >= value) ?? 10
  return step * power
}

function gridOf(chart: ChartBlock, frame: Frame): Markup[] {
  const format = UNIT_FORMATS[chart.unit]
  const levels = [0, 0.5, 1].map((share) => {
    const y = frame.y(frame.top * share)
    return join(
      h('line', { class: share === 0 ? 'axis' : 'grid', x1: LEFT, x2: WIDTH - RIGHT, y1: y, y2: y }),
      h('text', { x: LEFT - 8, y: y + 4, 'text-anchor': 'end' }, formatCell(frame.top * share, format)),
    )
  })
  const step = Math.max(1, Math.ceil(chart.days.length / DAY_LABELS))
  const named = chart.days.filter((_day, index) => index % step === 0).map(({ date }) => date)
  return [
    ...levels,
    ...named.map((date) => {
      const x = frame.x(date)
      const anchor = x > WIDTH - 50 ? 'end' : x < LEFT + 20 ? 'start' : 'middle'
      return h('text', { x, y: HEIGHT - 8, 'text-anchor': anchor }, formatShortDay(date))
    }),
  ]
}

function areasOf({ band, shades, unit }: ChartBlock, frame: Frame): Markup[] {
  const right = WIDTH - RIGHT
  const shaded = shades.map(({ from, to }) => {
    const x = frame.x(from)
    return h('rect', {
      class: 'shade',
      x,
      y: TOP,
      width: Math.max(2, place(frame.x(to ?? frame.last) - x)),
      height: HEIGHT - TOP - BOTTOM,
    })
  })
  const parts = [...shaded]
  if (band !== null) {
    const high = frame.y(Math.min(frame.top, band.high))
    parts.push(
      h('rect', {
        class: 'band',
        x: LEFT,
        y: high,
        width: right - LEFT,
        height: place(frame.y(band.low) - high),
      }),
      h('line', { class: 'expected', x1: LEFT, x2: right, y1: frame.y(band.rate), y2: frame.y(band.rate) }),
    )
  }
  if (unit === 'threshold')
    parts.push(h('line', { class: 'threshold', x1: LEFT, x2: right, y1: frame.y(1), y2: frame.y(1) }))
  return parts
}

/** Days without a value break the line; a day alone is a dot. */
function lineOf({ days }: ChartBlock, frame: Frame): Markup[] {
  const runs: { date: string; value: number }[][] = [[]]
  for (const { date, value } of days) {
    if (value === null) runs.push([])
    else runs.at(-1)?.push({ date, value })
  }
  return runs.flatMap((run) => {
    const [only] = run
    if (only === undefined) return []
    if (run.length === 1)
      return [h('circle', { class: 'dot', cx: frame.x(only.date), cy: frame.y(only.value), r: 2.4 })]
    const points = run.map(({ date, value }) => `${frame.x(date)} ${frame.y(value)}`)
    return [h('path', { class: 'line', d: `M${points.join('L')}` })]
  })
}

function onsetsOf({ shades }: ChartBlock, frame: Frame): Markup[] {
  return shades.map(({ from, label }) => {
    const x = frame.x(from)
    const isRight = x > WIDTH * 0.7
    return join(
      h('line', { class: 'onset', x1: x, x2: x, y1: TOP, y2: HEIGHT - BOTTOM }),
      h(
        'text',
        {
          class: 'onset-text',
          x: isRight ? x - 6 : x + 6,
          y: TOP + 13,
          'text-anchor': isRight ? 'end' : 'start',
        },
        label,
      ),
    )
  })
}

interface DatedVersions {
  date: string
  labels: string[]
}

function versionsOf({ marks }: ChartBlock, { first, last }: Frame): DatedVersions[] {
  const shown = marks.filter(({ date }) => date >= first && date <= last)
  return Array.from(
    Map.groupBy(shown, ({ date }) => date),
    ([date, same]) => ({ date, labels: same.map(({ label }) => label) }),
  )
}

function versionLine(frame: Frame, date: string, number: number): Markup {
  const x = frame.x(date)
  return join(
    h('line', { class: 'version', x1: x, x2: x, y1: TOP - 4, y2: HEIGHT - BOTTOM }),
    h('text', { class: 'badge', x, y: TOP - 9, 'text-anchor': 'middle' }, number),
  )
}

function keysOf({ band, shades, unit }: ChartBlock, versions: readonly DatedVersions[]): Markup | null {
  const keys = versions.map(({ date, labels }, index) =>
    h('li', {}, h('strong', {}, index + 1), ` ${labels.join(', ')}, ${formatDay(date)}`),
  )
  if (band !== null)
    keys.unshift(
      h('li', {}, h('span', { class: 'swatch b' }), 'what 95 % of ordinary days of the baseline stay within'),
    )
  if (shades.length > 0) keys.unshift(h('li', {}, h('span', { class: 'swatch s' }), 'since the onset'))
  if (unit === 'threshold') keys.unshift(h('li', {}, 'dashed: what raises an alert'))
  return keys.length === 0 ? null : h('ul', { class: 'keys' }, keys)
}
