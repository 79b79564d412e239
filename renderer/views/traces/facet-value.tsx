import type { FacetField } from '../../../shared/contract/facets.ts'
import type { FacetState } from '../../../shared/filter/facet-terms.ts'
import { formatCount } from '../../../shared/format.ts'
import { CategoryDot } from '../../ui/category-color.tsx'
import styles from './facet-panel.module.css'

/** One value of a field: a click asks for it, the sign at its right leaves it out; a second click forgets it. */
export function FacetValue({
  field,
  value,
  name,
  count,
  share,
  state,
  onSet,
}: {
  field: FacetField
  value: string
  name: string
  count: number
  /** Of the most frequent value, 0..1. */
  share: number
  state: FacetState
  onSet: (state: FacetState) => void
}) {
  return (
    <li className={styles.value} data-state={state ?? undefined}>
      <button
        type="button"
        className={styles.choose}
        aria-pressed={state === 'include'}
        title={`${name}\nAlt-click leaves it out`}
        onClick={(event) => {
          if (event.altKey) onSet(state === 'exclude' ? null : 'exclude')
          else onSet(state === null ? 'include' : null)
        }}
      >
        <span className={styles.sign} aria-hidden>
          {state === 'include' ? '✓' : state === 'exclude' ? '−' : ''}
        </span>
        {field === 'category' ? <CategoryDot category={value} /> : null}
        <span className={styles.name}>{name}</span>
        <span className={styles.count}>{formatCount(count)}</span>
        <span className={styles.heard}>
          {count === 1 ? 'trace' : 'traces'}
          {state === 'exclude' ? ', left out' : ''}
        </span>
        <svg className={styles.bar} viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden>
          <rect width={Math.max(1, share * 100)} height={2} />
        </svg>
      </button>
      <button
        type="button"
        className={styles.out}
        aria-pressed={state === 'exclude'}
        aria-label={`Leave out ${name}`}
        title="Leave these out"
        onClick={() => onSet(state === 'exclude' ? null : 'exclude')}
      >
        −
      </button>
    </li>
  )
}
