import { useState } from 'react'
import type { Facet } from '../../../shared/contract/facets.ts'
import { facetState, withFacet } from '../../../shared/filter/facet-terms.ts'
import { formatCount } from '../../../shared/format.ts'
import { useCall, useCatalogue } from '../../api/queries.ts'
import { ErrorState, Loading } from '../../ui/states.tsx'
import { useScope } from '../view.ts'
import { FacetValue } from './facet-value.tsx'
import styles from './facet-panel.module.css'

const TITLES: Readonly<Record<Facet['field'], string>> = {
  category: 'Findings',
  agent: 'Agent',
  model: 'Model',
  tool: 'Tool',
  prompt: 'Prompt version',
  env: 'Environment',
  provider: 'Provider',
  status: 'Status',
  import: 'Import',
}

/** So many values of a field are shown at first. */
const FIRST_VALUES = 6

/** What the traces of the list are made of: each value with its count asks for it or leaves it out. */
export function FacetPanel({
  filter,
  enabled,
  onFilter,
}: {
  filter: string
  /** False while the filter cannot be read. */
  enabled: boolean
  onFilter: (filter: string) => void
}) {
  const scope = useScope()
  const { data, error, refetch, isPlaceholderData } = useCall(
    'traces.facets',
    { ...scope, filter },
    { keepPrevious: true, enabled },
  )
  return (
    <aside className={styles.panel} aria-label="Facets" aria-busy={enabled && isPlaceholderData}>
      {data?.capped ? (
        <p className={styles.note} role="note">
          Counted on the newest {formatCount(data.counted)} traces of the list.
        </p>
      ) : null}
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        data.facets.map((facet) => (
          <FacetGroup key={facet.field} facet={facet} filter={filter} onFilter={onFilter} />
        ))
      ) : (
        <Loading label="Counting the facets" lines={9} />
      )}
      {data?.facets.length === 0 ? <p className={styles.note}>Nothing to count.</p> : null}
    </aside>
  )
}

function FacetGroup({
  facet: { field, values, others },
  filter,
  onFilter,
}: {
  facet: Facet
  filter: string
  onFilter: (filter: string) => void
}) {
  const [isWhole, setWhole] = useState(false)
  const catalogue = useCatalogue().data
  const nameOf = (value: string) =>
    field === 'category' ? (catalogue?.find(({ id }) => id === value)?.name ?? value) : value
  const shown = isWhole ? values : values.slice(0, FIRST_VALUES)
  const most = values[0]?.count ?? 1
  return (
    <section className={styles.group} aria-label={TITLES[field]}>
      <h2>{TITLES[field]}</h2>
      <ul>
        {shown.map(({ value, count }) => (
          <FacetValue
            key={value}
            field={field}
            value={value}
            name={nameOf(value)}
            count={count}
            share={count / most}
            state={facetState(filter, field, value)}
            onSet={(state) => onFilter(withFacet(filter, field, value, state))}
          />
        ))}
      </ul>
      {values.length > FIRST_VALUES ? (
        <button type="button" className={styles.more} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show fewer' : `${values.length - FIRST_VALUES} more`}
        </button>
      ) : null}
      {isWhole && others > 0 ? (
        <p className={styles.note}>
          {formatCount(others)} rarer values are not listed: write them in the filter.
        </p>
      ) : null}
    </section>
  )
}
