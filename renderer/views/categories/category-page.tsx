import { formatDay, formatRate } from '../../../shared/format.ts'
import { ChartLegend } from '../../charts/legend.tsx'
import { RateChart } from '../../charts/rate-chart.tsx'
import { recentRate } from '../../../shared/chart/rate.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CategoryDot, useCategoryColor } from '../../ui/category-color.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { EmptyState, ErrorState, Loading } from '../../ui/states.tsx'
import { Tag } from '../../ui/tag.tsx'
import { usePathPart, useScope, useSetSearch, ViewLink } from '../view.ts'
import { CategoryNotes } from './category-notes.tsx'
import styles from './category-page.module.css'
import { CLASS_WORDS, filterOf } from './category-words.ts'
import { DayTable } from './day-table.tsx'
import { Figures } from './figures.tsx'
import { SegmentTable } from './segment-table.tsx'
import { SignatureTable } from './signature-table.tsx'
import { useCategoryRows } from './use-category-rows.ts'
import type { CategoryRow, CategoryRows } from './use-category-rows.ts'

/** One category: what it means, its course, where it happens, and which kinds of it there are. */
export function CategoryPage() {
  const id = usePathPart('categoryId')
  const { data, error, refetch } = useCategoryRows()
  if (error) return <ErrorState error={error} onRetry={refetch} />
  if (!data) return <Loading label="Loading the category" lines={8} />
  const row = data.rows.find(({ info }) => info.id === id)
  if (!row) {
    return (
      <EmptyState
        title="There is no such category"
        text={`This version knows no category “${id}”.`}
        action={
          <ViewLink to="/categories" className={buttonClass()}>
            All categories
          </ViewLink>
        }
      />
    )
  }
  return <OneCategory row={row} data={data} />
}

function OneCategory({ row, data }: { row: CategoryRow; data: CategoryRows }) {
  const { info, series } = row
  return (
    <div className={styles.page}>
      <PageHeader
        title={
          <>
            <CategoryDot category={info.id} />
            {info.name}
            <Tag title={CLASS_WORDS[info.class].meaning}>{CLASS_WORDS[info.class].name}</Tag>
            <Tag title="Id of the category and version of its rule">
              <code>{info.id}</code> v{info.version}
            </Tag>
          </>
        }
        subtitle={info.definition}
        actions={
          series.fired > 0 ? (
            <ViewLink to="/traces" search={{ filter: filterOf(info.id) }} className={buttonClass('primary')}>
              Show the traces
            </ViewLink>
          ) : null
        }
      />
      <Figures series={series} />
      <Course row={row} data={data} />
      <SegmentTable category={info.id} />
      <SignatureTable category={info.id} />
      <CategoryNotes category={info.id} />
    </div>
  )
}

function Course({ row: { info, series }, data }: { row: CategoryRow; data: CategoryRows }) {
  const color = useCategoryColor(info.id)
  const setSearch = useSetSearch()
  const scope = useScope()
  const zoomed = scope.from !== undefined || scope.to !== undefined
  if (series.days.length === 0) {
    return (
      <Card>
        <EmptyState
          title="Nothing in this range"
          text="No session of these days was judged for this category."
        />
      </Card>
    )
  }
  return (
    <Card className={styles.course} aria-label="Course">
      {zoomed ? (
        <Button className={styles.whole} onClick={() => setSearch({ from: null, to: null })}>
          Whole range
        </Button>
      ) : null}
      <RateChart
        days={series.days}
        band={series.band}
        shifts={series.shifts}
        marks={data.marks}
        watchedSince={data.watchedSince}
        color={color}
        label={describe(info.name, series)}
        onZoom={(span) => setSearch({ ...span })}
      />
      <div className={styles.below}>
        <ChartLegend color={color} zoomable />
        <DayTable days={series.days} />
      </div>
    </Card>
  )
}

function describe(name: string, series: CategoryRow['series']): string {
  const parts = [`${name}: ${formatRate(recentRate(series.days))} of the sessions of the last 7 days`]
  if (series.band) parts.push(`${formatRate(series.band.rate)} in the baseline`)
  for (const shift of series.shifts) parts.push(`shift since ${formatDay(shift.onset)}`)
  return parts.join(', ')
}
