import { ToggleGroup } from 'radix-ui'
import type { ReactNode } from 'react'
import styles from './segmented-control.module.css'

export interface SegmentedOption<V extends string> {
  value: V
  label: ReactNode
}

/** One of a few; all of them in sight. */
export function SegmentedControl<V extends string>({
  value,
  options,
  onChange,
  label,
}: {
  value: V
  options: readonly SegmentedOption<V>[]
  onChange: (value: V) => void
  label: string
}) {
  return (
    <ToggleGroup.Root
      className={styles.group}
      type="single"
      value={value}
      aria-label={label}
      onValueChange={(next) => {
        const option = options.find((candidate) => candidate.value === next)
        if (option) onChange(option.value)
      }}
    >
      {options.map((option) => (
        <ToggleGroup.Item key={option.value} className={styles.item} value={option.value}>
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
