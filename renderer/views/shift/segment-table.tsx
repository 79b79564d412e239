import type { WatchState } from '../../../shared/contract/shifts.ts'
import { formatCount, formatExpected, formatRate, formatRatio } from '../../../shared/format.ts'
import { RatioMark } from '../../charts/ratio-mark.tsx'
import { rateOf } from '../../../shared/chart/rate.ts'
import { useCategoryColor } from '../../ui/category-color.tsx'
import { joinClass } from '../../ui/join-class.ts'
import table from '../../ui/table.module.css'
import { type SearchValues, ViewLink } from '../view.ts'
import { expectedOf } from './expected-of.ts'
import { Section } from './section.tsx'
import styles from './segment-table.module.css'
import type { ShiftDetail } from './shift-page.tsx'
import { tracesDuring, tracesOfBaseline } from './shift-traces.ts'

type Segment = ShiftDetail['segments'][number]

/** Where it happens: each segment since the onset beside the baseline, those furthest above it first. */
export function SegmentTable({ detail, watch }: { detail: ShiftDetail; watch: WatchState }) {
  const rows = detail.segments.toSorted(
    (a, b) => surplus(b, detail.shift.isAccepted) - surplus(a, detail.shift.isAccepted),
  )
  if (rows.length === 0) return null
  return (
    <Section title="By segment" note="since the onset, those furthest above the baseline first">
      <div className={joinClass(table.scroll, styles.scroll)}>
        <table className={table.table}>
          <thead>
            <tr>
              <th>Segment</th>
              <th className={table.number}>Sessions</th>
              <th className={table.number}>Observed</th>
              <th className={table.number}>Expected</th>
              <th className={table.number}>Baseline</th>
              <th className={table.number}>Now</th>
              <th className={table.number}>Odds ratio</th>
              <th>with its 95 % interval</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <SegmentRow key={row.segment} row={row} shift={detail.shift} watch={watch} />
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

function SegmentRow({ row, shift, watch }: { row: Segment; shift: ShiftDetail['shift']; watch: WatchState }) {
  const color = useCategoryColor(shift.category)
  const about = { ...shift, segment: row.segment }
  const { odds } = row
  return (
    <tr aria-current={row.segment === shift.segment ? 'true' : undefined}>
      <td className={table.name}>{row.segment}</td>
      <td className={table.number}>
        <Count count={row.n} traces={tracesDuring(about, watch, false)} />
      </td>
      <td className={table.number}>
        <Count count={row.k} traces={tracesDuring(about, watch)} />
      </td>
      <td className={table.number}>{formatExpected(expectedOf(row, shift.isAccepted))}</td>
      <td
        className={table.number}
        title={`${formatCount(row.baselineK)} of ${formatCount(row.baselineN)} sessions`}
      >
        {row.baselineK > 0 ? (
          <ViewLink to="/traces" search={tracesOfBaseline(about, watch) ?? {}} className={styles.link}>
            {formatRate(rateOf({ n: row.baselineN, k: row.baselineK }))}
          </ViewLink>
        ) : (
          formatRate(rateOf({ n: row.baselineN, k: row.baselineK }))
        )}
      </td>
      <td className={table.number}>{formatRate(rateOf(row))}</td>
      <td className={table.number}>{formatRatio(odds?.ratio)}</td>
      <td className={styles.interval}>
        {odds ? (
          <>
            <RatioMark {...odds} color={isClear(odds) ? color : 'var(--ink3)'} />{' '}
            <span>
              {formatRatio(odds.low)} – {formatRatio(odds.high)}
            </span>
          </>
        ) : (
          'no sessions to compare with'
        )}
      </td>
    </tr>
  )
}

function Count({ count, traces }: { count: number; traces: SearchValues }) {
  if (count === 0) return '0'
  return (
    <ViewLink to="/traces" search={traces} className={styles.link} title="Show these traces">
      {formatCount(count)}
    </ViewLink>
  )
}

function surplus(row: Segment, isAccepted: boolean): number {
  return row.k - (expectedOf(row, isAccepted) ?? row.k)
}

/** The interval lies on one side of no change. */
function isClear({ low, high }: { low: number; high: number }): boolean {
  return low > 1 || high < 1
}
