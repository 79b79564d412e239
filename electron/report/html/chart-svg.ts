import { formatDay, formatShortDay } from '../../../shared/format.ts'
import type { ChartBlock } from '../../../shared/model/report-document.ts'
import { BOTTOM, type Frame, frameOf, HEIGHT, LEFT, RIGHT, round, TOP, WIDTH } from './chart-frame.ts'
import { h, join, type Markup } from './tag.ts'

/** Days named below the axis, at most. */
const DAY_LABELS = 8
/** Room for the name of an onset. */
const ONSET_WIDTH = 130

/** A chart as inline SVG with its keys; a mark of a version is numbered and named below. */
export function chartFigure(chart: ChartBlock): Markup {
  const frame = frameOf(chart)
  if (frame === null) return h('p', { class: 'note' }, 'There is no day to draw.')
  const versions = versionsOf(chart, frame)
  return h(
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
  )
}

function gridOf(chart: ChartBlock, frame: Frame): Markup[] {
  const step = Math.max(1, Math.ceil(chart.days.length / DAY_LABELS))
  const named = chart.days.filter((_day, index) => index % step === 0).map(({ date }) => date)
  return [
    ...frame.levels.map(({ value, text }, index) => {
      const y = frame.y(value)
      return join(
        h('line', { class: index === 0 ? 'axis' : 'grid', x1: LEFT, x2: WIDTH - RIGHT, y1: y, y2: y }),
        h('text', { x: LEFT - 8, y: y + 4, 'text-anchor': 'end' }, text),
      )
    }),
    ...named.map((date) => {
      const x = frame.x(date)
      const anchor = x > WIDTH - 50 ? 'end' : x < LEFT + 20 ? 'start' : 'middle'
      return h('text', { x, y: HEIGHT - 8, 'text-anchor': anchor }, formatShortDay(date))
    }),
  ]
}

function areasOf({ band, shades, unit }: ChartBlock, frame: Frame): Markup[] {
  const right = WIDTH - RIGHT
  const across = (name: string, value: number): Markup =>
    h('line', { class: name, x1: LEFT, x2: right, y1: frame.y(value), y2: frame.y(value) })
  const parts = shades.map(({ from, to }) => {
    const x = frame.x(from)
    const width = Math.max(2, round(frame.x(to ?? frame.last) - x))
    return h('rect', { class: 'shade', x, y: TOP, width, height: HEIGHT - TOP - BOTTOM })
  })
  if (band !== null) {
    const high = frame.y(band.high)
    const height = round(frame.y(band.low) - high)
    parts.push(
      h('rect', { class: 'band', x: LEFT, y: high, width: right - LEFT, height }),
      across('expected', band.rate),
    )
  }
  if (unit === 'threshold') parts.push(across('threshold', 1))
  return parts
}

/** Days without a value break the line; a day alone is a dot. */
function lineOf({ days, unit }: ChartBlock, frame: Frame): Markup[] {
  const runs: { date: string; value: number }[][] = [[]]
  for (const { date, value } of days) {
    if (value === null || (unit === 'threshold' && value === 0)) runs.push([])
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
    const isRight = x > WIDTH - ONSET_WIDTH
    const [at, anchor] = isRight ? [x - 6, 'end'] : [x + 6, 'start']
    return join(
      h('line', { class: 'onset', x1: x, x2: x, y1: TOP, y2: HEIGHT - BOTTOM }),
      label === ''
        ? null
        : h('text', { class: 'onset-text', x: at, y: TOP + 13, 'text-anchor': anchor }, label),
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
  const keys: Markup[] = []
  if (shades.length > 0) keys.push(h('li', {}, h('span', { class: 'swatch s' }), 'since the onset'))
  if (band !== null)
    keys.push(
      h('li', {}, h('span', { class: 'swatch b' }), 'what 95 % of ordinary days of the baseline stay within'),
    )
  if (unit === 'threshold')
    keys.push(h('li', {}, 'dashed: what raises an alert; each line across is so many times more'))
  for (const [index, { date, labels }] of versions.entries())
    keys.push(h('li', {}, h('strong', {}, index + 1), ` ${labels.join(', ')}, ${formatDay(date)}`))
  return keys.length === 0 ? null : h('ul', { class: 'keys' }, keys)
}
