import { useCall, useCatalogue } from '../../api/queries.ts'
import { formatCount, formatPlural } from '../../../shared/format.ts'
import type { Verdict } from '../../../shared/model/finding.ts'
import { CategoryDot } from '../../ui/category-color.tsx'
import table from '../../ui/table.module.css'
import { pathTo, ViewLink } from '../view.ts'
import styles from './changed-rules.module.css'
import { Section } from './section.tsx'

const WORDS: Record<Verdict, string> = {
  fired: 'fired',
  not_fired: 'not fired',
  not_evaluable: 'not evaluable',
}
/** Traces named in a row. */
const EXAMPLES = 3

/** What newer rules say otherwise of traces that older ones had looked at. Absent where they agree. */
export function ChangedRules() {
  const { data } = useCall('categories.reclassified', {})
  const catalogue = useCatalogue().data ?? []
  if (data === undefined || data === null || data.categories.length === 0) return null
  const nameOf = (id: string) => catalogue.find((info) => info.id === id)?.name ?? id
  return (
    <Section
      title="Changed by newer rules"
      note={`${formatCount(data.changed)} of ${formatPlural(data.traces, 'trace')} that were looked at again; the older findings stay in the workspace`}
    >
      <div className={table.scroll}>
        <table className={table.table}>
          <thead>
            <tr>
              <th>Category</th>
              <th>Before</th>
              <th>Now</th>
              <th className={table.number}>Traces</th>
              <th>Examples</th>
            </tr>
          </thead>
          <tbody>
            {data.categories.flatMap(({ category, changes, examples }) =>
              changes.map(({ before, now, traces }) => (
                <tr key={`${category} ${before} ${now}`}>
                  <td className={table.name}>
                    <ViewLink to={pathTo('categories', category)} className={styles.link}>
                      <CategoryDot category={category} /> {nameOf(category)}
                    </ViewLink>
                  </td>
                  <td>{WORDS[before]}</td>
                  <td>{WORDS[now]}</td>
                  <td className={table.number}>{formatCount(traces)}</td>
                  <td className={styles.examples}>
                    {examples
                      .filter((example) => example.before === before && example.now === now)
                      .slice(0, EXAMPLES)
                      .map(({ traceId }) => (
                        <ViewLink
                          key={traceId}
                          to={pathTo('traces', traceId)}
                          className={styles.link}
                          title={traceId}
                        >
                          {traceId.slice(0, 12)}
                        </ViewLink>
                      ))}
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
