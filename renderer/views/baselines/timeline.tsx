import type { BaselineEntry } from '../../../shared/model/baseline.ts'
import { formatCount, formatDayRange, formatShortDay } from '../../../shared/format.ts'
import { axisDay, dayScale, dayTicks, spanOf } from '../../../shared/chart/scale.ts'
import { useWidth } from '../../charts/use-width.ts'
import { Card } from '../../ui/card.tsx'
import { useCategoryColor } from '../../ui/category-color.tsx'
import { KIND_WORDS } from './baseline-words.ts'
import styles from './timeline.module.css'

const LABELS = 148
const BARS = 56
const LANE = 24
const AXIS = 22
/** More lanes than this would push the list below the fold; the newest are shown and the rest counted. */
const MOST_LANES = 12

export interface DaySessions {
  date: string
  sessions: number
}

/** Sessions a day, and below them the window of every version: what is normal was taken from these days. */
export function Timeline({
  days,
  versions,
  names,
}: {
  days: readonly DaySessions[]
  versions: readonly BaselineEntry[]
  names: ReadonlyMap<string, string>
}) {
  const [ref, width] = useWidth<HTMLDivElement>(900)
  const span = spanOf(days)
  if (!span) return null
  const shown = versions.slice(0, MOST_LANES)
  const [left, right] = [LABELS + 8, width - 10]
  const x = dayScale(span, left, right)
  const step = Math.max(1, (right - left) / Math.max(1, days.length - 1))
  const most = Math.max(1, ...days.map(({ sessions }) => sessions))
  const height = BARS + 10 + shown.length * LANE + AXIS
  return (
    <Card className={styles.card} aria-label="Versions over the days">
      <div ref={ref}>
        <svg width={width} height={height} role="img" aria-label={labelOf(shown)}>
          {dayTicks(span, right - left).map((date) => (
            <g key={date}>
              <line className={styles.grid} x1={x(date)} x2={x(date)} y1={0} y2={height - AXIS} />
              <text className={styles.axis} x={x(date)} y={height - 6} textAnchor={anchorOf(x(date), right)}>
                {axisDay(span, date)}
              </text>
            </g>
          ))}
          <text className={styles.label} x={0} y={BARS - 2}>
            sessions a day
          </text>
          {days.map(({ date, sessions }) => (
            <rect
              key={date}
              className={styles.day}
              x={x(date) - step * 0.35}
              width={Math.max(1, step * 0.7)}
              y={BARS - (sessions / most) * (BARS - 6)}
              height={(sessions / most) * (BARS - 6)}
            >
              <title>{`${formatShortDay(date)}: ${formatCount(sessions)} sessions`}</title>
            </rect>
          ))}
          {shown.map((entry, lane) => (
            <Lane
              key={entry.version}
              entry={entry}
              name={entry.name || nameOf(entry, names)}
              y={BARS + 10 + lane * LANE}
              half={step / 2}
              x={x}
            />
          ))}
        </svg>
      </div>
      {versions.length > shown.length ? (
        <p className={styles.more}>
          {formatCount(versions.length - shown.length)} older versions are in the list below.
        </p>
      ) : null}
    </Card>
  )
}

function Lane({
  entry,
  name,
  y,
  half,
  x,
}: {
  entry: BaselineEntry
  name: string
  y: number
  half: number
  x: (date: string) => number
}) {
  const [category = ''] = entry.categories ?? []
  const own = useCategoryColor(category)
  const gone = entry.takenBackBy !== null
  const color = entry.categories === null || entry.categories.length > 1 ? 'var(--accent)' : own
  const [from, to] = [x(entry.from) - half, x(entry.to) + half]
  const label = `${entry.version} ${name}`
  return (
    <g className={gone ? styles.gone : undefined}>
      <title>{`Version ${entry.version}, ${KIND_WORDS[entry.kind].name}: ${formatDayRange(entry.from, entry.to)}`}</title>
      <text className={styles.label} x={0} y={y + 15}>
        {label.length > 24 ? `${label.slice(0, 23)}…` : label}
      </text>
      {entry.kind === 'taken_back' ? null : (
        <rect className={styles.bar} x={from} width={to - from} y={y + 5} height={13} rx={3} fill={color} />
      )}
      {entry.kind === 'taken_back'
        ? null
        : entry.excluded
            .filter((range) => range.to >= entry.from && range.from <= entry.to)
            .map((range) => (
              <rect
                key={`${range.from} ${range.to}`}
                className={styles.excluded}
                x={x(range.from) - half}
                width={x(range.to) - x(range.from) + 2 * half}
                y={y + 5}
                height={13}
              >
                <title>{`Excluded: ${formatDayRange(range.from, range.to)}. ${range.reason}`}</title>
              </rect>
            ))}
      {gone ? <line className={styles.strike} x1={from} x2={to} y1={y + 11.5} y2={y + 11.5} /> : null}
      {entry.kind === 'taken_back' ? (
        <text className={styles.note} x={Math.max(from, LABELS + 8)} y={y + 15}>
          an earlier version was withdrawn
        </text>
      ) : null}
    </g>
  )
}

function nameOf(entry: BaselineEntry, names: ReadonlyMap<string, string>): string {
  const [category, ...others] = entry.categories ?? []
  if (entry.kind !== 'accepted' || category === undefined || others.length > 0)
    return KIND_WORDS[entry.kind].name
  return names.get(category) ?? category
}

function anchorOf(x: number, right: number): 'middle' | 'end' {
  return x > right - 20 ? 'end' : 'middle'
}

function labelOf(versions: readonly BaselineEntry[]): string {
  return `Windows of the baseline: ${versions
    .map(
      ({ version, kind, from, to, takenBackBy }) =>
        `version ${version}, ${KIND_WORDS[kind].name}, ${formatDayRange(from, to)}${takenBackBy === null ? '' : ', taken back'}`,
    )
    .join('; ')}`
}
