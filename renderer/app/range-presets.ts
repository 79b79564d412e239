import { addDays, dayOf, daysBetween, formatDayRange, formatDays } from '../../shared/format.ts'

export interface DayRange {
  from: string
  to: string
}

export interface RangePreset {
  label: string
  /** Null stands for all there is. */
  range: DayRange | null
}

/** First and last day of the data; null in an empty workspace. */
export function dataRange(workspace: { firstUs: number | null; lastUs: number | null }): DayRange | null {
  const from = workspace.firstUs === null ? null : dayOf(workspace.firstUs)
  const to = workspace.lastUs === null ? null : dayOf(workspace.lastUs)
  return from && to ? { from, to } : null
}

const PRESET_DAYS = [1, 7, 14, 28, 56, 90] as const

/** Counted back from the data's own last day: weeks-old exports have a "last 7 days" too. */
export function rangePresets(data: DayRange): RangePreset[] {
  const length = daysBetween(data.from, data.to) + 1
  const recent = PRESET_DAYS.filter((days) => days < length).map((days) => ({
    label: days === 1 ? `Last day (${formatDayRange(data.to, data.to)})` : `Last ${formatDays(days)}`,
    range: { from: addDays(data.to, 1 - days), to: data.to },
  }))
  return [{ label: `All (${formatDays(length)})`, range: null }, ...recent]
}
