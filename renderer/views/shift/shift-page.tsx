import type { MethodOutput } from '../../../shared/contract.ts'
import type { WatchState } from '../../../shared/contract/shifts.ts'
import { useCall, useCatalogue } from '../../api/queries.ts'
import { buttonClass } from '../../ui/button.tsx'
import { useHotkeys } from '../../ui/hotkeys.ts'
import { groupShifts } from '../../ui/shift-standing.ts'
import { EmptyState, ErrorState, Loading } from '../../ui/states.tsx'
import { pathTo, useGoTo, usePathPart, ViewLink } from '../view.ts'
import { Causes } from './causes.tsx'
import { Course } from './course.tsx'
import { Decisions } from './decisions.tsx'
import { Examples } from './examples.tsx'
import { Figures } from './figures.tsx'
import { Notes } from './notes.tsx'
import { SegmentTable } from './segment-table.tsx'
import { ShiftHeader } from './shift-header.tsx'
import styles from './shift-page.module.css'
import { Split } from './split.tsx'
import { WhatDiffers } from './what-differs.tsx'

export type ShiftDetail = MethodOutput<'shifts.detail'>

/** Everything of one shift: what happened, what it rests on, what may have caused it, and what people make of it. */
export function ShiftPage() {
  const id = usePathPart('shiftId')
  const detail = useCall('shifts.detail', { id })
  const list = useCall('shifts.list', {})
  if (isMissing(detail.error)) return <NoShift id={id} />
  const error = detail.error ?? list.error
  if (error) {
    return <ErrorState error={error} onRetry={() => void Promise.all([detail.refetch(), list.refetch()])} />
  }
  if (!detail.data || !list.data) return <Loading label="Loading the shift" lines={8} />
  const { watch, shifts } = list.data
  const groups = groupShifts(shifts, watch.lastClosedDay)
  const order = [...groups.open, ...groups.muted, ...groups.closed].map((shift) => shift.id)
  return <OneShift key={id} detail={detail.data} watch={watch} order={order} />
}

function OneShift({
  detail,
  watch,
  order,
}: {
  detail: ShiftDetail
  watch: WatchState
  order: readonly string[]
}) {
  const { shift } = detail
  const goTo = useGoTo()
  const name = useCatalogue().data?.find(({ id }) => id === shift.category)?.name ?? shift.category
  const place = order.indexOf(shift.id)
  const step = (by: 1 | -1) => {
    const next = order[place + by]
    if (next !== undefined && place !== -1) goTo(pathTo('shifts', next))
  }
  useHotkeys({ j: () => step(1), k: () => step(-1) })
  return (
    <div className={styles.page}>
      <ShiftHeader shift={shift} name={name} watch={watch} place={place + 1} count={order.length} />
      <Figures detail={detail} watch={watch} />
      <div className={styles.columns}>
        <aside className={styles.side} aria-label="Decisions">
          <Decisions detail={detail} name={name} watch={watch} />
          <Notes shift={shift.id} />
        </aside>
        <div className={styles.main}>
          <Course detail={detail} name={name} watch={watch} />
          <Split shift={shift} />
          <Causes detail={detail} />
          <WhatDiffers detail={detail} watch={watch} />
          <SegmentTable detail={detail} watch={watch} />
          <Examples detail={detail} watch={watch} />
        </div>
      </div>
    </div>
  )
}

function NoShift({ id }: { id: string }) {
  return (
    <EmptyState
      title="There is no such shift"
      text={`The watch says nothing of “${id}” now. What was imported since, or another baseline, may have changed what it says.`}
      action={
        <ViewLink to="/shifts" className={buttonClass()}>
          All shifts
        </ViewLink>
      }
    />
  )
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'not_found'
}
