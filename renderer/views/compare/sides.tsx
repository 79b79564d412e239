import { useFilterValues } from '../../api/filter-values.ts'
import { formatPlural } from '../../../shared/format.ts'
import { FilterBox } from '../../ui/filter-box.tsx'
import { useSetSearch, ViewLink } from '../view.ts'
import styles from './sides.module.css'

/** The filters of the two sides, and how many traces each selects. */
export function Sides({ a, b, counts }: { a: string; b: string; counts: { a: number; b: number } | null }) {
  const setSearch = useSetSearch()
  const known = useFilterValues()
  return (
    <div className={styles.sides}>
      {(
        [
          ['a', 'reference', a, counts?.a],
          ['b', 'compared with it', b, counts?.b],
        ] as const
      ).map(([side, role, filter, count]) => (
        <div key={side} className={styles.side}>
          <span className={styles.name}>
            <b>{side}</b> {role}
          </span>
          <FilterBox
            filter={filter}
            known={known}
            label={`Filter of ${side}`}
            placeholder="every trace"
            isMain={side === 'a'}
            onApply={(next, again) => setSearch({ [side]: next }, { replace: again })}
          />
          <span className={styles.count}>
            {count === undefined ? null : (
              <ViewLink to="/traces" search={{ filter }}>
                {formatPlural(count, 'trace')}
              </ViewLink>
            )}
          </span>
        </div>
      ))}
      <button
        type="button"
        className={styles.swap}
        title="Swap the sides"
        aria-label="Swap the sides"
        onClick={() => setSearch({ a: b, b: a })}
      >
        ⇅
      </button>
    </div>
  )
}
