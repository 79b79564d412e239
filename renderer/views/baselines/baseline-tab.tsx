import { useRef, useState } from 'react'
import type { BaselineEntry } from '../../../shared/model/baseline.ts'
import { useCall, useCatalogue, useWorkspace } from '../../api/queries.ts'
import { Button } from '../../ui/button.tsx'
import { useActions } from '../../ui/actions.ts'
import { useHotkeys } from '../../ui/hotkeys.ts'
import { useListKeys } from '../../ui/list-keys.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { EmptyState, ErrorState, Loading } from '../../ui/states.tsx'
import { useSetSearch, useViewSearch } from '../view.ts'
import styles from './baselines-page.module.css'
import { sessionsByDay } from './baseline-words.ts'
import { InForce } from './in-force.tsx'
import { NewBaseline } from './new-baseline.tsx'
import { baselinesSearch } from './search.ts'
import { TakeBackDialog } from './take-back-dialog.tsx'
import { Timeline } from './timeline.tsx'
import { VersionCard } from './version-card.tsx'

/** The versions of the baseline, what is in force, and the way to another one. */
export function BaselineTab() {
  const { data, error, refetch } = useCall('baselines.list', {})
  const watch = useCall('shifts.list', {}).data?.watch
  const series = useCall('categories.series', {}).data
  const catalogue = useCatalogue().data ?? []
  const segments = useWorkspace().data?.segments.length ?? 0
  const isNew = useViewSearch(baselinesSearch).new === 1
  const setSearch = useSetSearch()
  const [withdrawing, setWithdrawing] = useState<BaselineEntry | null>(null)
  const list = useRef<HTMLDivElement>(null)
  useListKeys(list)
  const open = (to: boolean) => setSearch({ new: to ? 1 : null })
  const hasDays = (series?.categories.length ?? 0) > 0 && watch?.state !== 'synthetic_clock'
  useActions([{ title: 'New baseline…', keys: 'n', run: () => open(hasDays) }])
  useHotkeys({ n: () => open(hasDays) })

  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data || !series) return <Loading label="Loading the baselines" lines={8} />
  const days = sessionsByDay(series.categories)
  const names = new Map(catalogue.map(({ id, name }) => [id, name]))
  return (
    <div className={styles.page}>
      <PageHeader
        title="Baselines"
        subtitle={<InForce versions={data.versions} watch={watch} segments={segments} />}
        actions={
          isNew || days.length === 0 || !hasDays ? null : (
            <Button variant="primary" onClick={() => open(true)}>
              New baseline…
            </Button>
          )
        }
      />
      {isNew && days.length > 0 && hasDays ? (
        <NewBaseline days={days} proposals={data.proposals} onClose={() => open(false)} />
      ) : null}
      {data.versions.length === 0 ? (
        <EmptyState
          title="No baseline yet"
          text={watch?.sentence ?? 'The days of this workspace are too few to say what is normal.'}
        />
      ) : (
        <>
          <Timeline days={days} versions={data.versions} names={names} />
          <div ref={list} role="list" aria-label="Versions of the baseline, newest first">
            {data.versions.map((entry, index) => (
              <VersionCard
                key={entry.version}
                entry={entry}
                names={names}
                inForce={index === 0}
                onTakeBack={() => setWithdrawing(entry)}
              />
            ))}
          </div>
        </>
      )}
      <TakeBackDialog entry={withdrawing} onClose={() => setWithdrawing(null)} />
    </div>
  )
}
