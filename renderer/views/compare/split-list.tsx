import type { ComparisonRun } from '../../../shared/contract/compare.ts'
import { formatPoints } from '../../../shared/format.ts'
import { useCatalogue } from '../../api/queries.ts'
import { SplitBar } from '../../charts/split-bar.tsx'
import { Card } from '../../ui/card.tsx'
import { useCategoryColor } from '../../ui/category-color.tsx'
import styles from './split-list.module.css'

/** Smaller differences of the rates are not worth explaining. */
const LEAST_POINTS = 0.005
const MOST = 8

/** How much of each difference is the agents' behaviour and how much the mix of traffic. Of the same tasks nothing is mix. */
export function SplitList({ result }: { result: ComparisonRun }) {
  const catalogue = useCatalogue().data ?? []
  const rows = result.categories
    .filter(
      ({ a, b, mix, behaviour }) => a.n > 0 && b.n > 0 && Math.abs(mix) + Math.abs(behaviour) >= LEAST_POINTS,
    )
    .toSorted((one, other) => Math.abs(other.difference) - Math.abs(one.difference))
    .slice(0, MOST)
  if (result.pairedTasks !== null || rows.length === 0) return null
  return (
    <Card>
      <h2>Behaviour or traffic</h2>
      <ul className={styles.list}>
        {rows.map(({ id, mix, behaviour, difference }) => (
          <li key={id}>
            <span className={styles.name}>{catalogue.find((info) => info.id === id)?.name ?? id}</span>
            <span className={styles.number}>{formatPoints(difference)}</span>
            <Bar category={id} mix={mix} behaviour={behaviour} />
            <span className={styles.parts}>
              behaviour <b>{formatPoints(behaviour)}</b>, mix <b>{formatPoints(mix)}</b>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Bar({ category, mix, behaviour }: { category: string; mix: number; behaviour: number }) {
  return <SplitBar behaviour={behaviour} mix={mix} color={useCategoryColor(category)} />
}
