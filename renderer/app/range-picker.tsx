import { useState } from 'react'
import { daysBetween, formatDayRange, formatDays } from '../../shared/format.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Popover } from '../ui/popover.tsx'
import { useScope, useSetSearch } from '../views/view.ts'
import styles from './picker.module.css'
import { dataRange, rangePresets } from './range-presets.ts'
import type { DayRange } from './range-presets.ts'

/** The days that every view looks at. */
export function RangePicker({ workspace }: { workspace: { firstUs: number | null; lastUs: number | null } }) {
  const { from, to } = useScope()
  const setSearch = useSetSearch()
  const [open, setOpen] = useState(false)
  const data = dataRange(workspace)
  if (!data) return null
  const range = { from: from ?? data.from, to: to ?? data.to }
  const length = formatDays(daysBetween(range.from, range.to) + 1)
  const choose = (next: DayRange | null) => {
    setSearch({ from: next?.from, to: next?.to })
    setOpen(false)
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label="Time range"
      trigger={
        <Chip
          aria-label={`Time range: ${formatDayRange(range.from, range.to)} · ${length}`}
          className={styles.chip}
        >
          <span className={styles.optional}>{formatDayRange(range.from, range.to)} ·</span> <b>{length}</b>
        </Chip>
      }
    >
      <ul className={styles.list}>
        {rangePresets(data).map((preset) => (
          <li key={preset.label}>
            <button
              type="button"
              className={styles.option}
              aria-pressed={
                (preset.range?.from ?? undefined) === from && (preset.range?.to ?? undefined) === to
              }
              onClick={() => choose(preset.range)}
            >
              {preset.label}
            </button>
          </li>
        ))}
      </ul>
      <CustomRange data={data} range={range} onChoose={choose} />
    </Popover>
  )
}

function CustomRange({
  data,
  range,
  onChoose,
}: {
  data: DayRange
  range: DayRange
  onChoose: (range: DayRange) => void
}) {
  const [from, setFrom] = useState(range.from)
  const [to, setTo] = useState(range.to)
  const valid = from !== '' && to !== '' && from <= to
  return (
    <form
      className={styles.custom}
      onSubmit={(event) => {
        event.preventDefault()
        if (valid) onChoose({ from, to })
      }}
    >
      <input
        type="date"
        aria-label="From"
        value={from}
        min={data.from}
        max={data.to}
        onChange={(event) => setFrom(event.target.value)}
      />
      <span>to</span>
      <input
        type="date"
        aria-label="To"
        value={to}
        min={data.from}
        max={data.to}
        onChange={(event) => setTo(event.target.value)}
      />
      <Button type="submit" disabled={!valid}>
        Show
      </Button>
    </form>
  )
}
