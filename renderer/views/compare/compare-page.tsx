import { useMemo } from 'react'
import type { ComparisonRun } from '../../../shared/contract/compare.ts'
import type { Scope } from '../../../shared/contract/schemas.ts'
import { useCall, useWorkspace } from '../../api/queries.ts'
import { useAddToReport } from '../../api/working-report.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { filterProblem } from '../../ui/filter-problem.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { EmptyState, ErrorState, Loading } from '../../ui/states.tsx'
import { useScope, useViewSearch, ViewLink } from '../view.ts'
import { CategoryTable } from './category-table.tsx'
import styles from './compare-page.module.css'
import { sayResult } from './compare-words.ts'
import { DifferenceTable } from './difference-table.tsx'
import { MeasureTable } from './measure-table.tsx'
import { Presets } from './presets.tsx'
import { ScoreTable } from './score-table.tsx'
import { compareSearch } from './search.ts'
import { Sides } from './sides.tsx'
import { SplitList } from './split-list.tsx'

/** Two sets of traces side by side: what b does more or less often than a, and what it may come from. */
export function ComparePage() {
  const search = useViewSearch(compareSearch)
  const scope = useScope()
  const [a, b] = [search.a ?? '', search.b ?? '']
  const isChosen = search.a !== undefined || search.b !== undefined
  const isReadable = useMemo(() => filterProblem(a) === null && filterProblem(b) === null, [a, b])
  const add = useAddToReport()
  const isEmpty = useWorkspace().data?.traces === 0
  const answer = useCall(
    'compare.run',
    { ...scope, a, b, paired: search.paired },
    { enabled: isChosen && isReadable, keepPrevious: true },
  )
  const result = isChosen && isReadable ? answer.data : undefined
  return (
    <>
      <PageHeader
        title="Compare"
        subtitle={
          result
            ? sayResult(result)
            : 'Any two sets of traces: imports, versions, models, agents or periods. Every verdict describes b against a, the reference.'
        }
        actions={
          result ? (
            <Button
              disabled={add.isPending}
              onClick={() =>
                add.mutate([
                  { kind: 'comparison', a, b, paired: search.paired },
                  { kind: 'differs', a, b },
                ])
              }
            >
              {add.isSuccess ? 'Added to the report' : 'Add to report'}
            </Button>
          ) : null
        }
      />
      {isEmpty ? (
        <EmptyState
          title="No traces yet"
          text="Drop a trace export anywhere on this window, or choose files under Imports."
          action={
            <ViewLink className={buttonClass('primary')} to="/imports">
              Import traces
            </ViewLink>
          }
        />
      ) : (
        <>
          <Sides a={a} b={b} counts={result ? { a: result.a.traces, b: result.b.traces } : null} />
          <Presets a={a} b={b} large={!isChosen} />
          {!isChosen ? null : !isReadable ? (
            <EmptyState
              title="A filter cannot be read"
              text="What is expected is written at the place of the error, above."
            />
          ) : answer.error ? (
            <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
          ) : result ? (
            <div aria-busy={answer.isPlaceholderData}>
              <Result result={result} a={a} b={b} scope={scope} />
            </div>
          ) : (
            <Loading label="Comparing" lines={10} />
          )}
        </>
      )}
    </>
  )
}

function Result({ result, a, b, scope }: { result: ComparisonRun; a: string; b: string; scope: Scope }) {
  const isOneSided = result.a.traces === 0 || result.b.traces === 0
  return (
    <div className={styles.result}>
      {result.notes.length > 0 ? (
        <ul className={styles.notes} aria-label="About this comparison">
          {result.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
      {isOneSided ? null : (
        <>
          <CategoryTable categories={result.categories} a={a} b={b} />
          <SplitList result={result} />
          <ScoreTable scores={result.scores} />
        </>
      )}
      {result.refused.length > 0 ? (
        <Card>
          <h2>Not compared</h2>
          <dl className={styles.refused}>
            {result.refused.map(({ name, why }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{why}</dd>
              </div>
            ))}
          </dl>
        </Card>
      ) : null}
      {isOneSided ? null : (
        <>
          <MeasureTable measures={result.measures} />
          <DifferenceTable a={a} b={b} scope={scope} />
        </>
      )}
    </div>
  )
}
