import type { DayRate } from '../../../shared/contract/shifts.ts'
import { formatCount, formatDay, formatRate } from '../../../shared/format.ts'
import { rateOf } from '../../../shared/chart/rate.ts'
import table from '../../ui/table.module.css'
import styles from './day-table.module.css'

/** The chart in numbers. */
export function DayTable({ days }: { days: readonly DayRate[] }) {
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
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
