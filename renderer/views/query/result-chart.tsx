import { useMemo } from 'react'
import { linePath } from '../../../shared/chart/line-path.ts'
import { roundUp, ticksTo } from '../../../shared/chart/scale.ts'
import { formatCount } from '../../../shared/format.ts'
import { useWidth } from '../../charts/use-width.ts'
import { Field, Select } from '../../ui/field.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useSetSearch } from '../view.ts'
import { chartPoints, firstColumns } from './chart-series.ts'
import { describeColumns } from './result-columns.ts'
import styles from './result-chart.module.css'
import { CHART_KINDS, type ChartKind } from './search.ts'
import type { QueryAnswer } from './use-query-run.ts'

const NO_SPLIT = '–'
const BOX = { left: 64, right: 20, top: 16, bottom: 58, height: 330 }
const KINDS: Readonly<Record<ChartKind, string>> = { line: 'Line', bars: 'Bars', points: 'Points' }

/** One column of numbers over another column; the table beside it is its twin. */
export function ResultChart({
  answer,
  chosen,
}: {
  answer: QueryAnswer
  chosen: {
    x?: string | undefined
    y?: string | undefined
    by?: string | undefined
    chart?: ChartKind | undefined
  }
}) {
  const [ref, width] = useWidth<HTMLDivElement>(900)
  const setSearch = useSetSearch()
  const columns = useMemo(() => describeColumns(answer), [answer])
  const first = firstColumns(columns)
  const has = (name: string | undefined) => columns.some((column) => column.name === name)
  const x = has(chosen.x) ? (chosen.x ?? '') : (first?.x ?? '')
  const y = has(chosen.y) ? (chosen.y ?? '') : (first?.y ?? '')
  const by = chosen.by === NO_SPLIT ? '' : has(chosen.by) ? (chosen.by ?? '') : (first?.by ?? '')
  const { points, kind, left } = useMemo(() => chartPoints(answer, x, y, by), [answer, x, y, by])
  if (first === null)
    return (
      <EmptyState title="No chart of this" text="A chart needs a column of numbers and another column." />
    )
  const chart = chosen.chart ?? (kind === 'word' ? 'bars' : 'line')
  return (
    <div className={styles.chart} ref={ref}>
      <div className={styles.fields}>
        <ColumnPick
          label="Across"
          value={x}
          options={columns.map(({ name }) => name)}
          onChange={(value) => setSearch({ x: value })}
        />
        <ColumnPick
          label="Up"
          value={y}
          options={columns.filter(({ isNumber }) => isNumber).map(({ name }) => name)}
          onChange={(value) => setSearch({ y: value })}
        />
        <ColumnPick
          label="A line each"
          value={by === '' ? NO_SPLIT : by}
          options={[NO_SPLIT, ...columns.filter(({ isNumber }) => !isNumber).map(({ name }) => name)]}
          onChange={(value) => setSearch({ by: value })}
        />
        <Field label="As">
          {(control) => (
            <Select {...control} value={chart} onChange={({ target }) => setSearch({ chart: target.value })}>
              {CHART_KINDS.map((option) => (
                <option key={option} value={option}>
                  {KINDS[option]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <Plot points={points} kind={kind} chart={chart} width={width} label={`${y} by ${x}`} />
      {left > 0 ? <p className={styles.left}>{formatCount(left)} rows are not drawn.</p> : null}
    </div>
  )
}

function ColumnPick({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: string
  options: readonly string[]
  onChange: (value: string) => void
}) {
  return (
    <Field label={label}>
      {(control) => (
        <Select {...control} value={value} onChange={({ target }) => onChange(target.value)}>
          {options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </Select>
      )}
    </Field>
  )
}

function Plot({
  points,
  kind,
  chart,
  width,
  label,
}: Pick<ReturnType<typeof chartPoints>, 'points' | 'kind'> & {
  chart: ChartKind
  width: number
  label: string
}) {
  const { left, right, top, bottom, height } = BOX
  const floor = height - bottom
  const high = roundUp(Math.max(0, ...points.map(({ value }) => value)))
  const low = Math.min(0, ...points.map(({ value }) => value))
  const y = (value: number) => floor - ((value - low) / Math.max(high - low, 1e-12)) * (floor - top)
  const ats = points.map(({ at }) => at)
  const [from, to] = [Math.min(...ats), Math.max(...ats)]
  const inner = width - left - right
  const step = inner / Math.max(1, points.length)
  const isEven = kind === 'word' || chart === 'bars'
  const x = (at: number, index: number) =>
    isEven ? left + (index + 0.5) * step : left + (to === from ? 0.5 : (at - from) / (to - from)) * inner
  const placed = points.map((point, index) => ({ ...point, px: x(point.at, index), py: y(point.value) }))
  const names = [...new Set(points.map(({ series }) => series))]
  const colorOf = (series: string) =>
    names.length === 1 ? 'var(--accent)' : `var(--c${(names.indexOf(series) % 8) + 1})`
  const ticks = spacedTicks(placed)
  return (
    <svg width={width} height={height} role="img" aria-label={label} className={styles.plot}>
      {[...(low < 0 ? [low] : []), 0, ...ticksTo(high, 4)].map((value) => (
        <g key={value}>
          <line className={styles.grid} x1={left} x2={width - right} y1={y(value)} y2={y(value)} />
          <text className={styles.tick} x={left - 8} y={y(value) + 4} textAnchor="end">
            {formatCount(value)}
          </text>
        </g>
      ))}
      {chart === 'line'
        ? names.map((name) => (
            <path
              key={name}
              className={styles.line}
              stroke={colorOf(name)}
              d={linePath(
                placed.filter(({ series }) => series === name).map(({ px, py }) => ({ x: px, y: py })),
              )}
            />
          ))
        : null}
      {placed.map(({ px, py, label: name, value, series }) => (
        <g key={`${px} ${series}`} fill={colorOf(series)}>
          <title>{`${series === '' ? '' : `${series}, `}${name}: ${value}`}</title>
          {chart === 'bars' ? (
            <rect
              x={px - Math.max(1, step * 0.36)}
              width={Math.max(1, step * 0.72)}
              y={Math.min(py, y(0))}
              height={Math.max(0.5, Math.abs(y(0) - py))}
            />
          ) : (
            <circle cx={px} cy={py} r={chart === 'points' ? 3 : 2} />
          )}
        </g>
      ))}
      {ticks.map(({ px, label: name }) => (
        <text key={px} className={styles.tick} x={px} y={floor + 18} textAnchor="middle">
          {name.length > 16 ? `${name.slice(0, 15)}…` : name}
        </text>
      ))}
      {names.length > 1
        ? names.map((name, index) => (
            <text
              key={name}
              className={styles.series}
              fill={colorOf(name)}
              x={left + (index * inner) / names.length}
              y={height - 6}
            >
              {name.length > 18 ? `${name.slice(0, 17)}…` : name}
            </text>
          ))
        : null}
    </svg>
  )
}

/** Pixels between two labels of the axis. */
const TICK_STEP = 96

/** Labels far enough apart to be read. */
function spacedTicks<T extends { px: number; label: string }>(placed: readonly T[]): T[] {
  const ticks: T[] = []
  for (const point of placed.toSorted((a, b) => a.px - b.px)) {
    const last = ticks.at(-1)
    if (last === undefined || point.px - last.px >= TICK_STEP) ticks.push(point)
  }
  return ticks
}
