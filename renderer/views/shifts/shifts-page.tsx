import { useRef } from 'react'
import { isActive, useCall, useCatalogue, useJobs, useWorkspace } from '../../api/queries.ts'
import type { WatchState } from '../../../shared/contract/shifts.ts'
import { formatPlural } from '../../../shared/format.ts'
import { useListKeys } from '../../ui/list-keys.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { groupShifts } from '../../ui/shift-standing.ts'
import { ErrorState, Loading } from '../../ui/states.tsx'
import { useScope } from '../view.ts'
import { BehaviourCard } from './behaviour-card.tsx'
import { FoldedShifts } from './folded-shifts.tsx'
import { HealthCard } from './health-card.tsx'
import { NoticeList } from './notice-list.tsx'
import { AnalysisProgress } from './progress.tsx'
import { Quiet } from './quiet.tsx'
import { ExcerptBanner } from './excerpt-banner.tsx'
import { SampleBanner } from './sample-banner.tsx'
import { ShiftCard } from './shift-card.tsx'
import styles from './shifts-page.module.css'
import { Welcome } from './welcome.tsx'

export function ShiftsPage() {
  const workspace = useWorkspace()
  if (workspace.error) return <ErrorState error={workspace.error} onRetry={() => void workspace.refetch()} />
  if (!workspace.data) return <Loading label="Loading the workspace" />
  if (workspace.data.traces === 0) {
    return (
      <>
        <AnalysisProgress staleTraces={0} nothingYet />
        <Welcome />
      </>
    )
  }
  return (
    <div className={styles.page}>
      {workspace.data.sampleOnly ? <SampleBanner /> : null}
      {workspace.data.excerpt ? <ExcerptBanner excerpt={workspace.data.excerpt} /> : null}
      <Watched staleTraces={workspace.data.staleTraces} />
    </div>
  )
}

function Watched({ staleTraces }: { staleTraces: number }) {
  const scope = useScope()
  const list = useRef<HTMLDivElement>(null)
  useListKeys(list)
  const reading = useJobs().some(isActive)
  const answer = useCall('shifts.list', scope, { keepPrevious: true })
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <Loading label="Loading the shifts" lines={6} />
  const { watch, shifts, notices } = answer.data
  return (
    <>
      <PageHeader title={titleOf(shifts, watch)} subtitle={watch.sentence} />
      <div className={styles.columns} aria-busy={answer.isPlaceholderData}>
        <div className={styles.main} ref={list}>
          <AnalysisProgress staleTraces={staleTraces} nothingYet={watch.state !== 'watching'} />
          <Groups shifts={shifts} watch={watch} />
          {shifts.length === 0 && !(reading && watch.state !== 'watching') ? <Quiet watch={watch} /> : null}
          <NoticeList notices={notices.filter((notice) => notice.text !== watch.sentence)} />
        </div>
        <Side />
      </div>
    </>
  )
}

type ShiftRows = React.ComponentProps<typeof ShiftCard>['shift'][]

/** What calls for attention; what is muted or over lies folded below it. */
function Groups({ shifts, watch }: { shifts: ShiftRows; watch: WatchState }) {
  const { open, muted, closed } = groupShifts(shifts, watch.lastClosedDay)
  return (
    <>
      <Shifts shifts={open} watch={watch} />
      <FoldedShifts
        title="Muted"
        note="open, and told again when the mute ends"
        count={muted.length}
        unfolded={false}
      >
        <Shifts shifts={muted} watch={watch} />
      </FoldedShifts>
      <FoldedShifts
        title="Closed"
        note="back to normal, or accepted as the new normal"
        count={closed.length}
        unfolded={open.length + muted.length === 0}
      >
        <Shifts shifts={closed} watch={watch} />
      </FoldedShifts>
    </>
  )
}

function Shifts({ shifts, watch }: { shifts: ShiftRows; watch: WatchState }) {
  const catalogue = useCatalogue().data
  return shifts.map((shift) => (
    <ShiftCard
      key={shift.id}
      shift={shift}
      category={catalogue?.find((category) => category.id === shift.category)}
      watch={watch}
    />
  ))
}

function Side() {
  const scope = useScope()
  const health = useCall('shifts.health', scope, { keepPrevious: true })
  const series = useCall('categories.series', scope, { keepPrevious: true })
  const catalogue = useCatalogue()
  const error = health.error ?? series.error ?? catalogue.error
  if (error) {
    const again = () => void Promise.all([health.refetch(), series.refetch(), catalogue.refetch()])
    return <ErrorState error={error} onRetry={again} />
  }
  if (!health.data || !series.data || !catalogue.data) return <Loading label="Loading the series" lines={9} />
  return (
    <aside className={styles.side} aria-label="Infrastructure and behaviour">
      <HealthCard days={health.data} />
      <BehaviourCard series={series.data.categories} catalogue={catalogue.data} />
    </aside>
  )
}

/** "No shifts" is a finding: it is only said where something is watched. */
function titleOf(shifts: ShiftRows, watch: WatchState): string {
  if (shifts.length === 0) return watch.state === 'watching' ? 'No shifts' : 'Shifts'
  const open = shifts.filter((shift) => shift.state === 'open').length
  if (open === shifts.length) return formatPlural(shifts.length, 'shift')
  return open === 0
    ? `${formatPlural(shifts.length, 'shift')}, all closed`
    : `${formatPlural(shifts.length, 'shift')}, ${open} open`
}
