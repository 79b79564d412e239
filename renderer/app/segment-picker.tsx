import { Command } from 'cmdk'
import { useState } from 'react'
import { Chip } from '../ui/chip.tsx'
import { Popover } from '../ui/popover.tsx'
import { useScope, useSetSearch } from '../views/view.ts'
import styles from './picker.module.css'
import { useActiveOption } from './use-active-option.ts'

/** The one segment that every view is narrowed to, or all of them. */
export function SegmentPicker({ segments }: { segments: readonly string[] }) {
  const { segment } = useScope()
  const setSearch = useSetSearch()
  const activeOption = useActiveOption()
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
        <Chip className={styles.chip} aria-label={`Segment: ${segment ?? `all ${segments.length} segments`}`}>
          <span className={styles.optional}>Segment:</span> <b>{segment ?? `all ${segments.length}`}</b>{' '}
          {segment ? null : <span className={styles.narrow}>segments</span>}
        </Chip>
      }
    >
      <Command label="Segments" className={styles.command} ref={activeOption}>
        <Command.Input placeholder="Find a segment" className={styles.find} autoFocus />
        <Command.List className={styles.list}>
          <Command.Empty className={styles.none}>No segment of that name.</Command.Empty>
          <Command.Item
            className={styles.option}
            value="all segments"
            onSelect={() => choose(undefined)}
            data-chosen={!segment || undefined}
          >
            All segments
          </Command.Item>
          {segments.map((name) => (
            <Command.Item
              key={name}
              className={styles.option}
              value={name}
              onSelect={() => choose(name)}
              data-chosen={name === segment || undefined}
            >
              {name}
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Popover>
  )
}
