import { Command } from 'cmdk'
import { useState } from 'react'
import { Chip } from '../ui/chip.tsx'
import { Popover } from '../ui/popover.tsx'
import { useScope, useSetSearch } from '../views/view.ts'
import styles from './picker.module.css'

/** The one segment that every view is narrowed to, or all of them. */
export function SegmentPicker({ segments }: { segments: readonly string[] }) {
  const { segment } = useScope()
  const setSearch = useSetSearch()
  const [open, setOpen] = useState(false)
  if (segments.length === 0 && !segment) return null
  const choose = (next: string | undefined) => {
    setSearch({ segment: next })
    setOpen(false)
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label="Segment"
      trigger={
        <Chip className={styles.chip} aria-label={`Segment: ${segment ?? 'all'}`}>
          <span className={styles.optional}>Segment:</span>
          <b>{segment ?? `all ${segments.length}`}</b>
        </Chip>
      }
    >
      <Command label="Segments" className={styles.command}>
        <Command.Input placeholder="Find a segment" className={styles.find} autoFocus />
        <Command.List className={styles.list}>
          <Command.Empty className={styles.none}>No segment of that name.</Command.Empty>
          <Command.Item
            className={styles.option}
            value="all segments"
            onSelect={() => choose(undefined)}
            aria-pressed={!segment}
          >
            All segments
          </Command.Item>
          {segments.map((name) => (
            <Command.Item
              key={name}
              className={styles.option}
              value={name}
              onSelect={() => choose(name)}
              aria-pressed={name === segment}
            >
              {name}
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Popover>
  )
}
