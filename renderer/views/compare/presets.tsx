import { useCall } from '../../api/queries.ts'
import { Chip } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useSetSearch } from '../view.ts'
import styles from './presets.module.css'

/** Comparisons the workspace has the traces for. */
export function Presets({ a, b, large = false }: { a: string; b: string; large?: boolean }) {
  const answer = useCall('compare.presets', {})
  const presets = answer.data ?? []
  const setSearch = useSetSearch()
  if (presets.length === 0)
    return large && answer.isSuccess ? (
      <EmptyState
        title="Nothing to start from"
        text="All traces come from one import, one version, one model and few days. Name two sets of them above, e.g. status:error and -status:error, or import a second export."
      />
    ) : null
  return (
    <div className={large ? styles.large : styles.small} role="group" aria-label="Comparisons to start from">
      {presets.map((preset) => (
        <Chip
          key={preset.title}
          className={large ? styles.card : undefined}
          aria-pressed={preset.a === a && preset.b === b}
          title={preset.text}
          onClick={() => setSearch({ a: preset.a, b: preset.b, paired: null })}
        >
          <b>{preset.title}</b>
          {large ? <span>{preset.text}</span> : null}
        </Chip>
      ))}
    </div>
  )
}
