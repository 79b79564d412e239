import { useRef } from 'react'
import { useWorkspace } from '../../api/queries.ts'
import { formatPlural } from '../../../shared/format.ts'
import { useListKeys } from '../../ui/list-keys.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { EmptyState, ErrorState, Loading } from '../../ui/states.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useSetSearch, useViewSearch } from '../view.ts'
import styles from './categories-page.module.css'
import { CategoryCard } from './category-card.tsx'
import { CategoryTable } from './category-table.tsx'
import { ChangedRules } from './changed-rules.tsx'
import { Evaluations } from './evaluations.tsx'
import { QuietGroup } from './quiet-group.tsx'
import { categoriesSearch } from './search.ts'
import { groupCategories, sortCategories } from './sort-categories.ts'
import { useCategoryRows } from './use-category-rows.ts'
import type { CategoryRows } from './use-category-rows.ts'

export function CategoriesPage() {
  const isEmpty = useWorkspace().data?.traces === 0
  const { show = 'grid', sort = 'evidence', find = '' } = useViewSearch(categoriesSearch)
  const setSearch = useSetSearch()
  const { data, isStale, error, refetch } = useCategoryRows()
  const controls = (
    <>
      <TextField
        data-view-filter
        className={styles.find}
        label="Find a category"
        placeholder="Find a category"
        value={find}
        onChange={(event) => setSearch({ find: event.target.value }, { replace: true })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      <SegmentedControl
        label="Order"
        value={sort}
        options={[
          { value: 'evidence', label: 'Evidence' },
          { value: 'rate', label: 'Rate' },
          { value: 'name', label: 'Name' },
        ]}
        onChange={(value) => setSearch({ sort: value })}
      />
      <SegmentedControl
        label="Show as"
        value={show}
        options={[
          { value: 'grid', label: 'Charts' },
          { value: 'table', label: 'Table' },
        ]}
        onChange={(value) => setSearch({ show: value })}
      />
    </>
  )
  if (error) return <ErrorState error={error} onRetry={refetch} />
  if (!data) return <Loading label="Loading the categories" lines={8} />
  const wanted = find.trim().toLowerCase()
  const rows = sortCategories(
    data.rows.filter(({ info }) =>
      `${info.name} ${info.id} ${info.definition}`.toLowerCase().includes(wanted),
    ),
    sort,
  )
  return (
    <>
      <PageHeader title="Categories" subtitle={subtitleOf(data, isEmpty)} actions={controls} />
      <div aria-busy={isStale}>
        {rows.length === 0 ? (
          <EmptyState
            title="No category of that name"
            text="The search looks at names, ids and definitions."
          />
        ) : show === 'table' ? (
          <CategoryTable rows={rows} />
        ) : (
          <Grid data={data} rows={rows} isEmpty={isEmpty} />
        )}
        {wanted === '' ? (
          <>
            <ChangedRules />
            <Evaluations />
          </>
        ) : null}
      </div>
    </>
  )
}

function Grid({ data, rows, isEmpty }: { data: CategoryRows; rows: CategoryRows['rows']; isEmpty: boolean }) {
  const list = useRef<HTMLDivElement>(null)
  useListKeys(list)
  const { fired, quiet, blind } = groupCategories(rows)
  return (
    <div ref={list}>
      <div className={styles.grid}>
        {fired.map((row) => (
          <CategoryCard key={row.info.id} row={row} marks={data.marks} watchedSince={data.watchedSince} />
        ))}
      </div>
      <QuietGroup
        title="Never fired"
        text="Judged on every session of the range, and not found."
        rows={quiet}
      />
      <QuietGroup
        title={isEmpty ? 'All categories' : 'Not evaluable'}
        text={
          isEmpty
            ? 'Each has a page with its definition.'
            : 'The exports do not hold the fields these need. That is no pass.'
        }
        rows={blind}
      />
    </div>
  )
}

function subtitleOf({ rows }: CategoryRows, isEmpty: boolean): string {
  if (isEmpty) return `${formatPlural(rows.length, 'category', 'categories')} wait for traces to look at.`
  const { fired, blind } = groupCategories(rows)
  const parts = [
    `${fired.length} of ${formatPlural(rows.length, 'category', 'categories')} fired in this range`,
  ]
  if (blind.length > 0) parts.push(`${blind.length} could not be judged`)
  return `${parts.join('; ')}.`
}
