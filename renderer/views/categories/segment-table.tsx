import { useCall } from '../../api/queries.ts'
import { formatCount, formatExpected, formatRate, formatRatio } from '../../../shared/format.ts'
import { RatioMark } from '../../charts/ratio-mark.tsx'
import { poissonInterval } from '../../../shared/chart/rate.ts'
import { useCategoryColor } from '../../ui/category-color.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { useScope, ViewLink } from '../view.ts'
import styles from './category-table.module.css'
import { filterOf } from './category-words.ts'
import { Section } from './section.tsx'

/** Where the category happens, and what the baseline expects there. */
export function SegmentTable({ category }: { category: string }) {
  const scope = useScope()
  const answer = useCall('categories.segments', { ...scope, category }, { keepPrevious: true })
  const color = useCategoryColor(category)
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <Loading label="Loading the segments" />
  if (answer.data.length === 0) return null
  const rows = answer.data.toSorted((a, b) => b.k - (b.expected ?? 0) - (a.k - (a.expected ?? 0)))
  return (
    <Section title="By segment" note="over the range shown, those furthest above the baseline first">
      <div className={table.scroll}>
        <table className={table.table}>
          <thead>
            <tr>
              <th>Segment</th>
              <th className={table.number}>Sessions</th>
              <th className={table.number}>Fired</th>
              <th className={table.number}>Rate</th>
              <th className={table.number}>Expected</th>
              <th className={table.number}>Ratio</th>
              <th>with its 95 % interval</th>
              <th className={table.number}>Not evaluable</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const interval = row.expected === null ? null : poissonInterval(row.k, row.expected)
              const ratio = row.expected === null || row.expected <= 0 ? null : row.k / row.expected
              return (
                <tr key={row.segment}>
                  <td className={table.name}>
                    <ViewLink
                      to={`/categories/${encodeURIComponent(category)}`}
                      search={{ segment: row.segment }}
                      className={styles.link}
                      title="Narrow every view to this segment"
                    >
                      {row.segment}
                    </ViewLink>
                  </td>
                  <td className={table.number}>{formatCount(row.n)}</td>
                  <td className={table.number}>
                    {row.k > 0 ? (
                      <ViewLink
                        to="/traces"
                        search={{ filter: filterOf(category), segment: row.segment }}
                        className={styles.link}
                      >
                        {formatCount(row.k)}
                      </ViewLink>
                    ) : (
                      '0'
                    )}
                  </td>
                  <td className={table.number}>{formatRate(row.n > 0 ? row.k / row.n : null)}</td>
                  <td className={table.number}>{formatExpected(row.expected)}</td>
                  <td className={table.number}>{formatRatio(ratio)}</td>
                  <td>
                    {interval && ratio !== null ? (
                      <>
                        <RatioMark ratio={ratio} low={interval.low} high={interval.high} color={color} />{' '}
                        {formatRatio(interval.low)} – {formatRatio(interval.high)}
                      </>
                    ) : null}
                  </td>
                  <td className={table.number}>{formatCount(row.notEvaluable)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
