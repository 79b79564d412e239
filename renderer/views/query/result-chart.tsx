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

const BOX = { left: 64, right: 20, top: 16, bottom: 46, height: 320 }
const KINDS: Readonly<Record<ChartKind, string>> = { line: 'Line', bars: 'Bars', points: 'Points' }

/** One column of numbers over another column; the table beside it is its twin. */
export function ResultChart({
  answer,
  chosen,
}: {
  answer: QueryAnswer
  chosen: { x?: string | undefined; y?: string | undefined; chart?: ChartKind | undefined }
}) {
  const [ref, width] = useWidth<HTMLDivElement>(900)
  const setSearch = useSetSearch()
  const columns = useMemo(() => describeColumns(answer), [answer])
  const first = firstColumns(columns)
  const has = (name: string | undefined) => columns.some((column) => column.name === name)
  const x = has(chosen.x) ? (chosen.x ?? '') : (first?.x ?? '')
  const y = has(chosen.y) ? (chosen.y ?? '') : (first?.y ?? '')
  const { points, kind, left } = useMemo(() => chartPoints(answer, x, y), [answer, x, y])
  if (first === null)
    return (
      <EmptyState title="No chart of this" text="A chart needs a column of numbers and another column." />
    )
  const chart = chosen.chart ?? (kind === 'word' ? 'bars' : 'line')
  const pick = (name: string, value: string, options: readonly string[], set: (value: string) => void) => (
    <Field label={name} key={name}>
      {(control) => (
        <Select {...control} value={value} onChange={({ target }) => set(target.value)}>
          {options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </Select>
      )}
    </Field>
  )
  return (
    <div className={styles.chart} ref={ref}>
      <div className={styles.fields}>
        {pick(
          'Across',
          x,
          columns.map(({ name }) => name),
          (value) => setSearch({ x: value }),
        )}
        {pick(
          'Up',
          y,
          columns.filter(({ isNumber }) => isNumber).map(({ name }) => name),
          (value) => setSearch({ y: value }),
        )}
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
  const every = Math.max(1, Math.ceil(points.length / Math.max(1, Math.floor(inner / 110))))
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
      {chart === 'line' ? (
        <path className={styles.line} d={linePath(placed.map(({ px, py }) => ({ x: px, y: py })))} />
      ) : null}
      {placed.map(({ px, py, label: name, value }, index) => (
        <g key={`${index} ${name}`}>
          <title>{`${name}: ${value}`}</title>
          {chart === 'bars' ? (
            <rect
              className={styles.bar}
              x={px - Math.max(1, step * 0.36)}
              width={Math.max(1, step * 0.72)}
              y={Math.min(py, y(0))}
              height={Math.max(0.5, Math.abs(y(0) - py))}
            />
          ) : (
            <circle className={styles.point} cx={px} cy={py} r={chart === 'points' ? 3 : 2} />
          )}
          {index % every === 0 ? (
            <text className={styles.tick} x={px} y={floor + 18} textAnchor="middle">
              {name.length > 16 ? `${name.slice(0, 15)}…` : name}
            </text>
          ) : null}
        </g>
      ))}
    </svg>
  )
}
