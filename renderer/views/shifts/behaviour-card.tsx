import type { CategoryInfo, CategorySeries } from '../../../shared/contract/categories.ts'
import { formatRate } from '../../../shared/format.ts'
import { MiniLine } from '../../charts/mini-line.tsx'
import { fillDays, rateOf, standingRate } from '../../../shared/chart/rate.ts'
import { useCategoryColor } from '../../ui/category-color.tsx'
import { pathTo, ViewLink } from '../view.ts'
import { pickDrifting } from './pick-drifting.ts'
import { SideCard, SideRow } from './side-card.tsx'

const SHOWN = 7

/** The categories that moved, then the most frequent ones, on the same time axis as the infrastructure. */
export function BehaviourCard({
  series,
  catalogue,
}: {
  series: readonly CategorySeries[]
  catalogue: readonly CategoryInfo[]
}) {
  const picked = pickDrifting(series, catalogue, SHOWN)
  if (picked.length === 0) return null
  const drifting = picked.some((category) => category.shifts.some((shift) => shift.closedOn === null))
  return (
    <SideCard title={drifting ? 'Drifting behaviour' : 'Behaviour'}>
      {picked.map((category) => (
        <BehaviourRow
          key={category.id}
          series={category}
          name={catalogue.find((info) => info.id === category.id)?.name ?? category.id}
        />
      ))}
    </SideCard>
  )
}

function BehaviourRow({ series, name }: { series: CategorySeries; name: string }) {
  const color = useCategoryColor(series.id)
  const moved = series.shifts.length > 0
  const standing = standingRate(series.days)
  const now = formatRate(standing.rate)
  return (
    <SideRow
      title={`${name}: ${now} of the sessions of ${standing.over}`}
      name={<ViewLink to={pathTo('categories', series.id)}>{name}</ViewLink>}
      chart={
        <MiniLine
          values={fillDays(series.days).map(rateOf)}
          color={moved ? color : undefined}
          label={`${name}: ${now} of sessions`}
        />
      }
      alarming={series.shifts.some((shift) => shift.closedOn === null)}
      value={
        <ViewLink to="/traces" search={{ filter: `category:${series.id}` }}>
          {now}
        </ViewLink>
      }
    />
  )
}
