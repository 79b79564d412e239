import type { Mark } from '../../../shared/contract/shifts.ts'
import { formatCount, formatDay, formatExpected, formatRate, formatRatio } from '../../../shared/format.ts'
import { standingRate } from '../../../shared/chart/rate.ts'
import { SeriesChart } from '../../charts/series-chart.tsx'
import { CategoryDot, useCategoryColor } from '../../ui/category-color.tsx'
import { Tag } from '../../ui/tag.tsx'
import { pathTo, useGoTo, useSetSearch, ViewLink } from '../view.ts'
import styles from './category-card.module.css'
import { CLASS_WORDS, filterOf, notEvaluableShare, ratioToFirst, shiftNow } from './category-words.ts'
import type { CategoryRow } from './use-category-rows.ts'

export interface CategoryCardProps {
  row: CategoryRow
  marks: readonly Mark[]
  watchedSince: string | null
}

/** One category in the grid: where it stands, its course, and what it is measured against. */
export function CategoryCard({ row: { info, series }, marks, watchedSince }: CategoryCardProps) {
  const color = useCategoryColor(info.id)
  const setSearch = useSetSearch()
  const goTo = useGoTo()
  const { rate: now, over } = standingRate(series.days)
  const open = shiftNow(series)
  const firstRatio = ratioToFirst(series)
  const blind = notEvaluableShare(series)
  return (
    <article className={styles.card}>
      <header className={styles.head}>
        <CategoryDot category={info.id} />
        <ViewLink to={pathTo('categories', info.id)} className={styles.name} data-row title={info.definition}>
          {info.name}
        </ViewLink>
        {open ? (
          <Tag tone="bad">since {formatDay(open.onset)}</Tag>
        ) : (
          <span className={styles.class} title={CLASS_WORDS[info.class].meaning}>
            {CLASS_WORDS[info.class].name}
          </span>
        )}
        <span className={styles.now} title={`Share of the sessions of ${over}`}>
          {formatRate(now)}
        </span>
      </header>
      <SeriesChart
        days={series.days}
        band={series.band}
        shifts={series.shifts}
        marks={marks}
        watchedSince={watchedSince}
        color={color}
        height={104}
        onZoom={(span) => setSearch({ ...span })}
        onPick={() => goTo(pathTo('categories', info.id))}
        label={`${info.name}: ${formatRate(now)} of the sessions of ${over}`}
      />
      <footer className={styles.foot}>
        <span>
          <ViewLink to="/traces" search={{ filter: filterOf(info.id) }} className={styles.number}>
            {formatCount(series.fired)}
          </ViewLink>{' '}
          of {formatCount(series.evaluated)}
        </span>
        {series.observed !== null && series.expected !== null ? (
          <span title="Since the baseline ended">
            observed <b>{formatCount(series.observed)}</b>, expected <b>{formatExpected(series.expected)}</b>
          </span>
        ) : null}
        {firstRatio === null ? null : (
          <span title="Observed over expected since the very first baseline ended; what was accepted later does not hide in it">
            <b>{formatRatio(firstRatio)}×</b> against the first baseline
          </span>
        )}
        {blind > 0 ? <span>{formatRate(blind)} not evaluable</span> : null}
      </footer>
    </article>
  )
}
