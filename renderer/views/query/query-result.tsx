import type { z } from 'zod'
import { formatCount, formatPlural, formatSeconds } from '../../../shared/format.ts'
import { saveFile } from '../../api/save-file.ts'
import { Button } from '../../ui/button.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { EmptyState, Loading, messageOf } from '../../ui/states.tsx'
import { useSetSearch } from '../view.ts'
import styles from './query-page.module.css'
import { ResultChart } from './result-chart.tsx'
import { ResultTable } from './result-table.tsx'
import type { querySearch } from './search.ts'
import type { QueryRun, QueryAnswer } from './use-query-run.ts'

const SHOWN = [
  { value: 'table', label: 'Table' },
  { value: 'chart', label: 'Chart' },
] as const

/** The answer as a table or a chart, with how much there is of it and the ways to take it along. */
export function QueryResult({
  answer,
  error,
  isRunning,
  search,
  onCsv,
}: Pick<QueryRun, 'answer' | 'error' | 'isRunning'> & {
  search: z.output<typeof querySearch>
  onCsv: (answer: QueryAnswer) => void
}) {
  const setSearch = useSetSearch()
  if (isRunning) return <Loading label="The query runs" lines={8} />
  if (error)
    return (
      <div className={styles.problem} role="alert">
        <b>The query gave no answer</b>
        <p>{messageOf(error)}</p>
      </div>
    )
  if (answer === undefined)
    return (
      <EmptyState
        title="Ask the traces"
        text="Run the query above, or begin with an example at the left. Every answer can be a table, a chart or a file."
      />
    )
  const show = search.show ?? 'table'
  return (
    <>
      <div className={styles.told}>
        <span role="status">
          {formatPlural(answer.rows.length, 'row')}
          {answer.more
            ? ` of more than ${formatCount(answer.rows.length)}; add a LIMIT or narrow it down`
            : ''}{' '}
          in {formatSeconds(answer.seconds)}
        </span>
        <SegmentedControl
          label="Show as"
          value={show}
          options={SHOWN}
          onChange={(value) => setSearch({ show: value }, { replace: true })}
        />
        <Button onClick={() => onCsv(answer)}>CSV</Button>
        <Button onClick={() => saveFile('query.json', jsonOf(answer), 'application/json')}>JSON</Button>
      </div>
      <div className={styles.answer}>
        {answer.rows.length === 0 ? (
          <EmptyState title="No rows" text="The query ran and found nothing." />
        ) : show === 'table' ? (
          <ResultTable key={answer.sql} answer={answer} />
        ) : (
          <ResultChart answer={answer} chosen={search} />
        )}
      </div>
    </>
  )
}

function jsonOf({ columns, rows }: QueryAnswer): string {
  const objects = rows.map((row) =>
    Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null])),
  )
  return `${JSON.stringify(objects, null, 1)}\n`
}
