import type { DayRate } from '../../../shared/contract/shifts.ts'
import { formatCount, formatDay, formatRate } from '../../../shared/format.ts'
import type { EvidencePoint } from '../../charts/evidence-chart.tsx'
import { rateOf } from '../../../shared/chart/rate.ts'
import table from '../../ui/table.module.css'
import styles from './day-table.module.css'

/** Both charts in numbers. */
export function DayTable({
  days,
  evidence,
}: {
  days: readonly DayRate[]
  evidence: readonly EvidencePoint[]
}) {
  const byDay = new Map(evidence.map(({ date, value }) => [date, value]))
  return (
    <details className={styles.details}>
      <summary>As a table</summary>
      <div className={styles.scroll}>
        <table className={table.table}>
          <thead>
            <tr>
              <th>Day</th>
              <th className={table.number}>Fired</th>
              <th className={table.number}>Judged</th>
              <th className={table.number}>Rate</th>
              <th className={table.number}>Not evaluable</th>
              <th className={table.number}>Evidence</th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.date}>
                <td>{formatDay(day.date)}</td>
                <td className={table.number}>{formatCount(day.k)}</td>
                <td className={table.number}>{formatCount(day.n)}</td>
                <td className={table.number}>{formatRate(rateOf(day))}</td>
                <td className={table.number}>{formatCount(day.notEvaluable)}</td>
                <td className={table.number}>{evidenceNumber(byDay.get(day.date))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** Two digits, however small. */
function evidenceNumber(value: number | undefined): string {
  if (value === undefined) return '–'
  return value < 1e-4 ? '< 0.0001' : String(Number(value.toPrecision(2)))
}
