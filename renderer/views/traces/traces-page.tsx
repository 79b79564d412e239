import { useCallback, useMemo, useState } from 'react'
import { formatCount, formatPlural } from '../../../shared/format.ts'
import type { ListedTrace } from '../../../shared/contract/traces.ts'
import { useCall, useWorkspace } from '../../api/queries.ts'
import { useFilterValues } from '../../api/filter-values.ts'
import { useActions } from '../../ui/actions.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { FilterBox } from '../../ui/filter-box.tsx'
import { filterProblem } from '../../ui/filter-problem.ts'
import { tabOfMatch, wordsOfMatch } from '../../ui/match-snippet.tsx'
import { EmptyState, ErrorState, Loading } from '../../ui/states.tsx'
import { ViewLink, pathTo, useGoTo, useScope, useSetSearch, useViewSearch } from '../view.ts'
import { usePreference } from '../../ui/preference.ts'
import { type ColumnId, readColumns, writeColumns } from './column-choice.ts'
import { ColumnMenu } from './column-menu.tsx'
import { ExportDialog } from './export-dialog.tsx'
import { FacetPanel } from './facet-panel.tsx'
import { NO_ROWS, type RowSelection } from './select-rows.ts'
import { SelectionBar } from './selection-bar.tsx'
import { useIsRoomy } from './use-is-roomy.ts'
import { ViewBar } from './view-bar.tsx'
import { useListLabels } from './use-list-labels.ts'
import { TraceTable } from './trace-table.tsx'
import styles from './traces-page.module.css'
import { tracesSearch } from './traces-search.ts'
import { useTraceList } from './use-trace-list.ts'

/** Every trace of the workspace, narrowed by the filter language and by the top bar, in an order of choice. */
export function TracesPage() {
  const scope = useScope()
  const search = useViewSearch(tracesSearch)
  const { filter, sort, direction } = search
  const setSearch = useSetSearch()
  const goTo = useGoTo()
  // The filter of an address is read here too: one that cannot be read is explained, not asked.
  const isReadable = useMemo(() => filterProblem(filter ?? '') === null, [filter])
  const { list, rows } = useTraceList({ ...scope, filter, sort, direction }, isReadable)
  const count = useCall('traces.count', { ...scope, filter }, { keepPrevious: true, enabled: isReadable })
  const workspace = useWorkspace().data
  const known = useFilterValues()

  const { fetchNextPage, isFetchingNextPage } = list
  const loadMore = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, isFetchingNextPage])
  const open = useCallback(
    ({ traceId, match }: ListedTrace) => {
      // The list remembers where it was left, so that Back comes back to this row.
      setSearch({ row: traceId }, { replace: true })
      // What was looked for is shown where it stands.
      const at =
        match === null ? {} : { span: match.spanId, tab: tabOfMatch(match), find: wordsOfMatch(match) }
      setTimeout(() => goTo(pathTo('traces', traceId), { filter, sort, direction, ...at }))
    },
    [setSearch, goTo, filter, sort, direction],
  )
  const isNarrowed = Boolean(filter || scope.from || scope.to || scope.segment)
  const [preferred, setPreferred] = usePreference('traces.columns')
  const [dense, setDense] = usePreference('traces.density')
  const [facets, setFacets] = usePreference('traces.facets')
  const isRoomy = useIsRoomy()
  const showsFacets = facets === null ? isRoomy : facets === 'shown'
  const columns = useMemo(() => readColumns(search.columns ?? preferred), [search.columns, preferred])
  const chooseColumns = (next: readonly ColumnId[]) => {
    setPreferred(writeColumns(next))
    if (search.columns !== undefined) setSearch({ columns: null }, { replace: true })
  }
  const labelling = useListLabels()
  const [isExporting, setIsExporting] = useState(false)
  const stopExporting = useCallback(() => setIsExporting(false), [])
  const [selection, setSelection] = useState<RowSelection>(NO_ROWS)
  const setFilter = (next: string) => setSearch({ filter: next, row: null })
  useActions([
    { title: 'Export these traces…', run: () => setIsExporting(true) },
    {
      title: showsFacets ? 'Hide the facets' : 'Show the facets',
      run: () => setFacets(showsFacets ? 'hidden' : 'shown'),
    },
    {
      title: dense === 'dense' ? 'Rows of normal height' : 'Dense rows',
      run: () => setDense(dense === 'dense' ? null : 'dense'),
    },
    ...(filter ? [{ title: 'Clear the filter', run: () => setFilter('') }] : []),
    ...(filter
      ? [
          {
            title: 'Compare these with the rest',
            run: () => goTo('/compare', { a: `-(${filter})`, b: filter }),
          },
        ]
      : []),
  ])
  const listKey = JSON.stringify([scope, filter, sort, direction])
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1>Traces</h1>
        <span className={styles.count} role="status">
          {count.data && isReadable ? sayCount(count.data, isNarrowed ? workspace?.traces : undefined) : ''}
          {count.data && isReadable && count.data.unsearched > 0
            ? ` · of ${formatCount(count.data.unsearched)} only the first lines are searched until the index is complete`
            : ''}
        </span>
        <FilterBox
          filter={filter ?? ''}
          known={known}
          onApply={(next, again) => setSearch({ filter: next, row: null }, { replace: again })}
        />
      </header>
      <ViewBar
        now={{
          filter: filter ?? '',
          columns: writeColumns(columns) === null ? null : [...columns],
          sort: sort ?? 'start',
          direction: direction ?? 'desc',
        }}
      >
        <Chip aria-pressed={showsFacets} onClick={() => setFacets(showsFacets ? 'hidden' : 'shown')}>
          Facets
        </Chip>
        <Chip aria-haspopup="dialog" onClick={() => setIsExporting(true)}>
          Export…
        </Chip>
        <ColumnMenu
          columns={columns}
          density={dense === 'dense' ? 'dense' : 'normal'}
          onColumns={chooseColumns}
          onDensity={(density) => setDense(density === 'normal' ? null : density)}
        />
      </ViewBar>
      <ExportDialog
        open={isExporting}
        onClose={stopExporting}
        filter={filter ?? ''}
        scope={scope}
        words={count.data ? sayCount(count.data, isNarrowed ? workspace?.traces : undefined) : 'traces'}
      />
      <div className={styles.panes}>
        {showsFacets ? <FacetPanel filter={filter ?? ''} enabled={isReadable} onFilter={setFilter} /> : null}
        <div className={styles.list}>
          {!isReadable ? (
            <EmptyState
              title="The filter cannot be read"
              text="What is expected is written at the place of the error, above."
              action={
                <Button onClick={() => setSearch({ filter: null, row: null })}>Clear the filter</Button>
              }
            />
          ) : list.isError ? (
            <ErrorState error={list.error} onRetry={() => void list.refetch()} />
          ) : list.isPending ? (
            <div className={styles.wait}>
              <Loading label="Loading the traces" lines={14} />
            </div>
          ) : rows.length === 0 ? (
            <NoTraces
              isNarrowed={isNarrowed}
              onClear={() => setSearch({ filter: null, from: null, to: null, segment: null })}
            />
          ) : (
            <TraceTable
              key={listKey}
              rows={rows}
              columns={columns}
              density={dense === 'dense' ? 'dense' : 'normal'}
              selection={selection}
              onSelect={setSelection}
              labelling={labelling}
              total={count.data && !count.data.capped ? count.data.count : null}
              sort={sort ?? 'start'}
              direction={direction ?? 'desc'}
              onSort={(nextSort, nextDirection) =>
                setSearch({
                  sort: nextSort === 'start' ? null : nextSort,
                  direction: nextDirection === 'desc' ? null : nextDirection,
                  row: null,
                })
              }
              hasMore={list.hasNextPage && !list.isPlaceholderData}
              onMore={loadMore}
              startAt={search.row}
              isStale={list.isPlaceholderData}
              onOpen={open}
            />
          )}
          <SelectionBar
            traces={rows.filter(({ traceId }) => selection.ids.has(traceId))}
            labelling={labelling}
            onClear={() => setSelection(NO_ROWS)}
          />
        </div>
      </div>
    </div>
  )
}

function NoTraces({ isNarrowed, onClear }: { isNarrowed: boolean; onClear: () => void }) {
  return isNarrowed ? (
    <EmptyState
      title="No trace matches"
      text="Nothing in the workspace fits this filter, these dates and this segment together."
      action={<Button onClick={onClear}>Show all traces</Button>}
    />
  ) : (
    <EmptyState
      title="No traces yet"
      text="Drop a trace export anywhere on this window, or choose files under Imports."
      action={
        <ViewLink className={buttonClass('primary')} to="/imports">
          Import traces
        </ViewLink>
      }
    />
  )
}

/** `318 of 412,380 traces`; counting stops at a hundred thousand and says so. */
function sayCount({ count, capped }: { count: number; capped: boolean }, all: number | undefined): string {
  if (capped) return `at least ${formatCount(count)} traces`
  return all === undefined || all === count
    ? formatPlural(count, 'trace')
    : `${formatCount(count)} of ${formatPlural(all, 'trace')}`
}
