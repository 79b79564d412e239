import type { RulerSeries } from '../../../../shared/contract/rulers.ts'
import { addDays, daysBetween, formatPlural, formatShortDay } from '../../../../shared/format.ts'
import charts from '../../../charts/charts.module.css'
import { areaPath, linePath, lonePoints } from '../../../../shared/chart/line-path.ts'
import { axisDay, dayScale, roundUp } from '../../../../shared/chart/scale.ts'
import { useDayPointer } from '../../../charts/use-day-pointer.ts'
import { useWidth } from '../../../charts/use-width.ts'
import { formatScore } from './ruler-words.ts'

type Day = RulerSeries['days'][number]

export interface DrawnSeries {
  id: string
  name: string
  color: string
  scale: RulerSeries['scale']
  days: readonly Day[]
}

const HEIGHT = 132
const [LEFT, RIGHT, TOP, AXIS] = [44, 8, 8, 20]
/** Days closer than this many pixels are joined: a line of more points than pixels only costs. */
const LEAST_STEP = 2

/** One line a ruler, never joined: the dashed lines are where another ruler came up and the series break. */
export function RulerChart({
  score,
  series,
  breaks,
}: {
  score: string
  series: readonly DrawnSeries[]
  breaks: readonly { date: string; after: string }[]
}) {
  const [ref, width] = useWidth<HTMLDivElement>(640)
  const dates = series.flatMap(({ days }) => days.map(({ date }) => date)).toSorted()
  const [from, to] = [dates[0], dates.at(-1)]
  const span = { from: from ?? '2000-01-01', to: to ?? '2000-01-01' }
  const [left, right, bottom] = [LEFT, width - RIGHT, HEIGHT - AXIS]
  const x = dayScale(span, left, right)
  const pointer = useDayPointer({ span, left, right }, {})
  if (from === undefined || to === undefined) return null
  const drawn = series.map((each) => ({ ...each, days: thinned(each.days, span, right - left) }))
  const means = drawn.flatMap(({ days }) => days.map(({ mean }) => mean))
  const isRate = series.every(({ scale }) => scale !== 'graded')
  const high = isRate ? 1 : roundUp(Math.max(...means, 0))
  const low = Math.min(0, ...means)
  const y = (value: number) =>
    bottom - ((Math.min(high, Math.max(low, value)) - low) / (high - low || 1)) * (bottom - TOP)
  const scale = series[0]?.scale ?? 'binary'
  const hovered = pointer.day === null ? [] : readout(series, pointer.day)
  return (
    <div ref={ref} className={charts.large}>
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={`${score} by day, one line a ruler, ${from} to ${to}`}
        {...pointer.handlers}
      >
        {[low, (low + high) / 2, high].map((value) => (
          <g key={value}>
            <line className={charts.grid} x1={left} x2={right} y1={y(value)} y2={y(value)} />
            <text className={charts.label} x={left - 6} y={y(value) + 3.5} textAnchor="end">
              {formatScore(value, scale)}
            </text>
          </g>
        ))}
        {breaks.map(({ date, after }) => (
          <line
            key={`${date} ${after}`}
            className={charts.mark}
            x1={x(date)}
            x2={x(date)}
            y1={TOP}
            y2={bottom}
          />
        ))}
        {drawn.map(({ id, color, days }) => (
          <Line key={id} days={days} color={color} x={x} y={y} isClose={right - left < days.length * 5} />
        ))}
        {pointer.day === null ? null : (
          <line className={charts.crosshair} x1={x(pointer.day)} x2={x(pointer.day)} y1={TOP} y2={bottom} />
        )}
        <text className={charts.label} x={left} y={HEIGHT - 5}>
          {axisDay(span, from)}
        </text>
        <text className={charts.label} x={right} y={HEIGHT - 5} textAnchor="end">
          {axisDay(span, to)}
        </text>
      </svg>
      {pointer.day !== null && hovered.length > 0 ? (
        <div
          className={charts.tip}
          style={
            x(pointer.day) > width / 2
              ? { right: width - x(pointer.day) + 10 }
              : { left: x(pointer.day) + 10 }
          }
        >
          <b>{formatShortDay(pointer.day)}</b>
          {hovered.map(({ id, name, day }) => (
            <div key={id}>
              {name}: {formatScore(day.mean, scale)}, {formatPlural(day.n, 'trace')}
            </div>
          ))}
        </div>
      ) : null}
    </div>
  )
}

function Line({
  days,
  color,
  x,
  y,
  isClose,
}: {
  days: readonly Day[]
  color: string
  x: (date: string) => number
  y: (value: number) => number
  isClose: boolean
}) {
  const points = withGaps(days).map((day) =>
    day === null ? { x: 0, y: null } : { x: x(day.date), y: y(day.mean) },
  )
  const limits = days.map(({ date, low, high }) => ({
    x: x(date),
    low: low === null ? null : y(low),
    high: high === null ? null : y(high),
  }))
  return (
    <>
      {isClose ? (
        <path className={charts.intervalArea} d={areaPath(limits)} fill={color} />
      ) : (
        limits.map((limit) =>
          limit.low === null || limit.high === null ? null : (
            <line
              key={limit.x}
              className={charts.interval}
              x1={limit.x}
              x2={limit.x}
              y1={limit.low}
              y2={limit.high}
              stroke={color}
            />
          ),
        )
      )}
      <path className={charts.line} d={linePath(points)} stroke={color} />
      {lonePoints(points).map((point) => (
        <circle key={point.x} cx={point.x} cy={point.y} r="2.5" fill={color} />
      ))}
    </>
  )
}

/** A null wherever nobody was judged for much longer than usual: a line over it would invent days. */
function withGaps(days: readonly Day[]): (Day | null)[] {
  const steps = days.slice(1).map((day, index) => daysBetween(days[index]!.date, day.date))
  const usual = steps.toSorted((a, b) => a - b)[Math.floor((steps.length - 1) / 2)] ?? 1
  return days.flatMap((day, index) =>
    index > 0 && steps[index - 1]! > 2 * usual && steps[index - 1]! > 3 ? [null, day] : [day],
  )
}

/** Every so many-th day where they lie too close; the interval stays that of the day shown. */
function thinned(days: readonly Day[], span: { from: string; to: string }, pixels: number): readonly Day[] {
  const most = Math.max(2, pixels / LEAST_STEP)
  const step = Math.ceil((daysBetween(span.from, span.to) + 1) / most)
  return step <= 1 ? days : days.filter((_, index) => index % step === 0)
}

/** What each ruler said on a day or shortly before it. */
function readout(series: readonly DrawnSeries[], date: string) {
  const oldest = addDays(date, -3)
  return series.flatMap(({ id, name, days }) => {
    const day = days.findLast((each) => each.date <= date)
    return day === undefined || day.date < oldest ? [] : [{ id, name, day }]
  })
}
