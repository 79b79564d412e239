import { useState } from 'react'
import type { WatchState } from '../../../shared/contract/shifts.ts'
import { formatDay, formatRate } from '../../../shared/format.ts'
import { EvidenceChart } from '../../charts/evidence-chart.tsx'
import { evidenceText } from '../../charts/evidence-text.ts'
import { ChartLegend } from '../../charts/legend.tsx'
import { RateChart } from '../../charts/rate-chart.tsx'
import { spanOf } from '../../../shared/chart/scale.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { useCategoryColor } from '../../ui/category-color.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useScope, useSetSearch } from '../view.ts'
import styles from './course.module.css'
import { DayTable } from './day-table.tsx'
import type { ShiftDetail } from './shift-page.tsx'

/** The rate and the evidence over the same days, and both as a table. */
export function Course({
  detail: { shift, evidence },
  name,
  watch,
}: {
  detail: ShiftDetail
  name: string
  watch: WatchState
}) {
  const color = useCategoryColor(shift.category)
  const scope = useScope()
  const setSearch = useSetSearch()
  const [pointed, setPointed] = useState<string | null>(null)
  const isZoomed = scope.from !== undefined || scope.to !== undefined
  const days = shift.days.filter(({ date }) => date >= (scope.from ?? '') && date <= (scope.to ?? '9999'))
  const span = spanOf(days)
  const whole = isZoomed ? (
    <Button className={styles.whole} onClick={() => setSearch({ from: null, to: null })}>
      Whole range
    </Button>
  ) : null
  if (span === null) {
    return (
      <Card>
        <EmptyState
          title="Nothing in this range"
          text="No session of these days was judged."
          action={whole}
        />
      </Card>
    )
  }
  const shared = {
    shifts: [shift],
    marks: shift.marks,
    color,
    onZoom: (range: { from: string; to: string }) => setSearch({ ...range }),
    pointed,
    onPoint: setPointed,
  }
  const opened = evidence.find(({ date }) => date === shift.openedOn)
  return (
    <Card className={styles.course} aria-label="Evidence over time">
      {whole}
      <h2 className={styles.title}>Rate of sessions</h2>
      <RateChart
        {...shared}
        days={days}
        band={shift.band}
        bandFrom={shift.isAccepted ? shift.closedOn : null}
        watchedSince={watch.watchedSince}
        height={230}
        label={`${name}: ${formatRate(shift.currentRate)} since ${formatDay(shift.onset)}, ${formatRate(shift.baselineRate)} in the baseline`}
      />
      <h2 className={styles.title}>
        Evidence <span>at the end of each day; 1 raises an alert</span>
      </h2>
      <EvidenceChart
        {...shared}
        evidence={evidence}
        span={span}
        label={`Evidence by day. ${opened ? `On ${formatDay(opened.date)}: ${evidenceText(opened.value)}.` : ''}`}
      />
      <p className={styles.words}>
        How strongly the days so far speak against the baseline still holding, for the whole category. It
        grows while more sessions fail than the baseline allows and shrinks while fewer do; every line is ten
        times the one below. When an alert is raised it starts again from nothing, so what follows tells
        whether the shift goes on.
      </p>
      <div className={styles.below}>
        <ChartLegend color={color} zoomable />
        <DayTable days={days} evidence={evidence} />
      </div>
    </Card>
  )
}
