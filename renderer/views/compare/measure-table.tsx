import type { ComparedMeasureRow } from '../../../shared/contract/compare.ts'
import { formatRatio } from '../../../shared/format.ts'
import { Card } from '../../ui/card.tsx'
import table from '../../ui/table.module.css'
import { formatMeasure } from './compare-words.ts'
import styles from './plain-table.module.css'
import { VerdictTag } from './verdict-tag.tsx'

const NAMES: Record<string, string> = {
  'error share': 'Traces that failed',
  'latency p50': 'Latency, median',
  'latency p95': 'Latency, p95',
  'tokens p50': 'Tokens a session, median',
  'tokens p95': 'Tokens a session, p95',
  'tokens mean': 'Tokens a session, mean',
  'cost p50': 'Cost a session, median',
  'cost p95': 'Cost a session, p95',
  'cost mean': 'Cost a session, mean',
}

/** Infrastructure beside behaviour, never mixed with it. */
export function MeasureTable({ measures }: { measures: readonly ComparedMeasureRow[] }) {
  if (measures.length === 0) return null
  return (
    <Card>
      <h2>Infrastructure</h2>
      <div className={styles.scroll}>
        <table className={table.table}>
          <thead>
            <tr>
              <th>Measure</th>
              <th className={table.number}>a</th>
              <th className={table.number}>b</th>
              <th className={table.number}>b / a</th>
              <th className={table.number}>b − a</th>
              <th>95 % interval</th>
              <th>b is</th>
            </tr>
          </thead>
          <tbody>
            {measures.map((measure) => {
              const { name, unit, a, b, ratio, difference, low, high, verdict } = measure
              return (
                <tr
                  key={name}
                  title={`p ${measure.p.toPrecision(2)}, adjusted ${measure.adjustedP.toPrecision(2)}`}
                >
                  <td className={table.name}>{NAMES[name] ?? name}</td>
                  <td className={table.number}>{formatMeasure(unit, a.value)}</td>
                  <td className={table.number}>{formatMeasure(unit, b.value)}</td>
                  <td className={table.number}>{ratio === null ? '–' : `× ${formatRatio(ratio)}`}</td>
                  <td className={table.number}>{formatMeasure(unit, difference)}</td>
                  <td className={styles.interval}>
                    {low === null || high === null
                      ? '–'
                      : `${formatMeasure(unit, low)} to ${formatMeasure(unit, high)}`}
                  </td>
                  <td>
                    <VerdictTag verdict={verdict} higher="warn" lower="ok" />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </Card>
  )
}
