import { useState } from 'react'
import { useCall } from '../../api/queries.ts'
import { dayOf, formatCount, formatPlural, formatShortDay, formatTime } from '../../../shared/format.ts'
import { filterTerm } from '../../../shared/filter/filter-term.ts'
import { MiniLine } from '../../charts/mini-line.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { pathTo, useScope, ViewLink } from '../view.ts'
import { filterOf } from './category-words.ts'
import { Section } from './section.tsx'
import styles from './signature-table.module.css'

const FIRST = 20
const MOST = 500

/** The kinds of one category's findings, most frequent first, each with an example that opens at its span. */
export function SignatureTable({ category }: { category: string }) {
  const scope = useScope()
  const [limit, setLimit] = useState(FIRST)
  const answer = useCall('categories.signatures', { ...scope, category, limit }, { keepPrevious: true })
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <Loading label="Loading the signatures" />
  const { rows, total } = answer.data
  if (rows.length === 0) return null
  return (
    <Section
      title="Signatures"
      note={`findings that read alike but for numbers, ids and quoted values: ${formatPlural(total, 'kind')}`}
    >
      <div className={table.scroll}>
        <table className={table.table}>
          <thead>
            <tr>
              <th>Signature</th>
              <th className={table.number}>Traces</th>
              <th>Trend</th>
              <th>First seen</th>
              <th>Last seen</th>
              <th>Example</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.signature}>
                <td className={styles.signature}>
                  <code title={row.signature}>{row.signature}</code>
                </td>
                <td className={table.number}>
                  <ViewLink
                    to="/traces"
                    search={{ filter: `${filterOf(category)} ${filterTerm('signature', row.signature)}` }}
                    className={styles.count}
                    title="Show these traces"
                  >
                    {formatCount(row.traces)}
                  </ViewLink>
                </td>
                <td className={styles.trend}>
                  <MiniLine
                    values={row.trend}
                    label={`Traces over time, ${formatCount(row.traces)} in all`}
                  />
                </td>
                <td title={formatTime(row.firstUs)}>{dayText(row.firstUs)}</td>
                <td title={formatTime(row.lastUs)}>{dayText(row.lastUs)}</td>
                <td className={styles.example}>
                  <ViewLink
                    to={pathTo('traces', row.example.traceId)}
                    search={{ span: row.example.spanId, tab: 'findings', filter: filterOf(category) }}
                    className={styles.link}
                    title={row.example.text}
                  >
                    {row.example.text}
                  </ViewLink>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length < total ? (
        <div className={styles.more}>
          {formatCount(rows.length)} of {formatCount(total)} shown
          {limit < MOST ? (
            <Button onClick={() => setLimit(Math.min(MOST, limit * 5))} disabled={answer.isFetching}>
              Show more
            </Button>
          ) : null}
        </div>
      ) : null}
    </Section>
  )
}

function dayText(us: number): string {
  const day = dayOf(us)
  return day === null ? '–' : formatShortDay(day)
}
