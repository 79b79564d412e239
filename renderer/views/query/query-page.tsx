import { lazy, Suspense, useState } from 'react'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import { csvText } from '../../../shared/csv.ts'
import { saveFile } from '../../api/save-file.ts'
import { Loading } from '../../ui/states.tsx'
import { useSetSearch, useViewSearch } from '../view.ts'
import { EXAMPLES } from './examples.ts'
import { errorPlace } from './error-place.ts'
import { QueryBar } from './query-bar.tsx'
import { readHistory, rememberQuery } from './query-history.ts'
import styles from './query-page.module.css'
import { QueryResult } from './query-result.tsx'
import { QueryShelf } from './query-shelf.tsx'
import { querySearch } from './search.ts'
import { useQueryRun } from './use-query-run.ts'

// The editor is a good part of the window's script and needed nowhere else.
const SqlEditor = lazy(async () => ({ default: (await import('./sql-editor.tsx')).SqlEditor }))

const FIRST = EXAMPLES[0]?.[1] ?? ''

/** Read-only SQL over the documented views. */
export function QueryPage() {
  const search = useViewSearch(querySearch)
  const setSearch = useSetSearch()
  const [sql, setSql] = useState(search.sql ?? FIRST)
  const [seconds, setSeconds] = useState(20)
  const [recent, setRecent] = useState(readHistory)
  const layout = useDefaultLayout({ id: 'tidemark.query-panes', storage: localStorage })
  const query = useQueryRun((done) => setRecent(rememberQuery(done)))
  const { answer, error, isRunning } = query
  const run = () => {
    if (sql.trim() === '' || isRunning) return
    setSearch({ sql }, { replace: true })
    query.run(sql, { seconds, limit: MOST_ROWS })
  }
  const pick = (text: string) => {
    setSql(text)
    setSearch({ sql: text, x: null, y: null, by: null, chart: null }, { replace: true })
  }
  return (
    <div className={styles.page}>
      <aside className={styles.shelf} aria-label="Queries and views">
        <QueryShelf sql={sql} recent={recent} onPick={pick} />
      </aside>
      <div className={styles.main}>
        <QueryBar
          isRunning={isRunning}
          seconds={seconds}
          onSeconds={setSeconds}
          onRun={run}
          onCancel={query.cancel}
        />
        <Group orientation="vertical" className={styles.panes} {...layout}>
          <Panel id="editor" defaultSize="32%" minSize="90px" className={styles.editor}>
            <Suspense fallback={<Loading label="Loading the editor" />}>
              <SqlEditor
                value={sql}
                onChange={setSql}
                onRun={run}
                wrong={error === null ? null : errorPlace(sql, error.message)}
              />
            </Suspense>
          </Panel>
          <Separator className={styles.separator} />
          <Panel id="result" minSize="120px" className={styles.result}>
            <QueryResult
              answer={answer}
              error={error}
              isRunning={isRunning}
              search={search}
              onCsv={(shown) => saveFile('query.csv', csvText(shown.columns, shown.rows), 'text/csv')}
            />
          </Panel>
        </Group>
      </div>
    </div>
  )
}

/** Rows an answer holds at most; it says where there are more. */
const MOST_ROWS = 10_000
