import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState, ErrorState, Loading } from '../../ui/states.tsx'
import { ViewLink, usePathPart, useViewSearch } from '../view.ts'
import styles from './trace-page.module.css'
import { traceOptions } from './trace-query.ts'
import { traceSearch } from './trace-search.ts'
import { TraceWorkbench } from './trace-workbench.tsx'

/** One trace whole: its spans over time at the left, its words and details at the right. */
export function TracePage() {
  const traceId = usePathPart('traceId')
  const search = useViewSearch(traceSearch)
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...traceOptions(traceId),
    placeholderData: keepPreviousData,
  })
  if (error) {
    if ('code' in error && error.code === 'not_found') {
      return (
        <EmptyState
          title="This trace is not in the workspace"
          text={`No trace has the id ${traceId}. Its import may have been undone.`}
          action={
            <ViewLink className={buttonClass()} to="/traces">
              All traces
            </ViewLink>
          }
        />
      )
    }
    return <ErrorState error={error} onRetry={() => void refetch()} />
  }
  if (data === undefined) {
    return (
      <div className={styles.wait}>
        <Loading label="Loading the trace" lines={12} />
      </div>
    )
  }
  // While the next trace loads the one before stays in sight: stepping through a list must not flicker.
  return (
    <TraceWorkbench key={data.trace.traceId} detail={data} search={search} isLeaving={isPlaceholderData} />
  )
}
