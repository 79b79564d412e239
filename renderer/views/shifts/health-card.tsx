import type { HealthDay } from '../../../shared/contract/shifts.ts'
import { formatCost, formatDuration, formatRate, formatShortCount } from '../../../shared/format.ts'
import { fillDates } from '../../../shared/chart/day-rows.ts'
import { MiniLine } from '../../charts/mini-line.tsx'
import { isHealthy } from './is-healthy.ts'
import { recentMean } from './recent-mean.ts'
import { SideCard, SideRow } from './side-card.tsx'

const NS_PER_MS = 1e6

const MEASURES: readonly {
  name: string
  zoomed: boolean
  value: (day: HealthDay) => number | null
  format: (value: number | null) => string
}[] = [
  { name: 'Availability', zoomed: true, value: (day) => day.availability, format: formatRate },
  { name: 'Latency p50', zoomed: false, value: (day) => day.latencyP50Ms, format: formatMs },
  { name: 'Latency p95', zoomed: false, value: (day) => day.latencyP95Ms, format: formatMs },
  { name: 'Tokens / session', zoomed: false, value: (day) => day.tokensPerSession, format: formatShortCount },
  { name: 'Cost / session', zoomed: false, value: (day) => day.costPerSession, format: formatCost },
]

/** What an infrastructure dashboard would show: it may well be healthy while the behaviour beside it drifts. */
export function HealthCard({ days }: { days: readonly HealthDay[] }) {
  const filled = fillDates(days, emptyDay)
  return (
    <SideCard title={isHealthy(days) ? 'Healthy infrastructure' : 'Infrastructure'}>
      {MEASURES.map(({ name, zoomed, value, format }) => {
        const now = format(recentMean(days, value))
        return (
          <SideRow
            key={name}
            name={name}
            title={`${name}, mean of the last 7 days`}
            chart={<MiniLine values={filled.map(value)} zoomed={zoomed} label={`${name}: ${now}`} />}
            value={now}
          />
        )
      })}
    </SideCard>
  )
}

function emptyDay(date: string): HealthDay {
  return {
    date,
    traces: 0,
    availability: null,
    latencyP50Ms: null,
    latencyP95Ms: null,
    tokensPerSession: null,
    costPerSession: null,
  }
}

/** One unit is enough beside a line: `8.4 s`, `37.9 min`, `2.5 h`. */
function formatMs(value: number | null): string {
  if (value === null || value < 60_000) return formatDuration(value === null ? null : value * NS_PER_MS)
  const minutes = value / 60_000
  return minutes < 60 ? `${minutes.toFixed(1)} min` : `${(minutes / 60).toFixed(1)} h`
}
