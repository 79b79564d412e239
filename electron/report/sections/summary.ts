import type { HealthDay, ShiftRow, WatchState } from '../../../shared/contract/shifts.ts'
import {
  formatCount,
  formatDayRange,
  formatDuration,
  formatPlural,
  formatRate,
} from '../../../shared/format.ts'
import type { Block } from '../../../shared/model/report-document.ts'
import { lead, note, paragraph } from '../block-makers.ts'

export interface SummaryData {
  text: string
  shifts: readonly ShiftRow[]
  /** All that are open, in the report or not. */
  open: number
  watch: WatchState
  health: readonly HealthDay[]
  notices: number
  traces: number
  spans: number
  days: { from: string; to: string } | null
  /** Sentence of the comparison the report holds; null where it holds none. */
  comparison: string | null
}

/** What happened, in sentences that can be read aloud. */
export function summaryBlocks(data: SummaryData): Block[] {
  const { text, shifts, watch, comparison } = data
  const own = text.split(/\n{2,}/).filter((part) => part.trim() !== '')
  return [
    ...own.map(lead),
    ...(comparison === null ? [] : [lead(comparison)]),
    ...shifts.map(({ sentence }) => lead(sentence)),
    ...(shifts.length === 0 && comparison === null ? [lead(quiet(data))] : []),
    ...(shifts.length === 0 ? [] : infrastructure(data)),
    note([scopeText(data), watch.sentence, noticed(data)].filter((part) => part !== '').join(' ')),
  ]
}

function quiet({ open, watch }: SummaryData): string {
  if (watch.state !== 'watching') return watch.sentence
  return open === 0
    ? 'No behaviour that is watched has shifted.'
    : `No shift in what this report is about; ${formatPlural(open, 'shift')} open elsewhere.`
}

/** Days compared with those before the first shift began. */
function infrastructure({ shifts, health }: SummaryData): Block[] {
  const onset = shifts.map((shift) => shift.onset).toSorted()[0]
  if (onset === undefined) return []
  const [before, after] = [
    health.filter(({ date }) => date < onset),
    health.filter(({ date }) => date >= onset),
  ]
  const [up, upBefore] = [availability(after), availability(before)]
  const [slow, slowBefore] = [medianLatency(after), medianLatency(before)]
  if (up === null || upBefore === null) return []
  const latency =
    slow === null || slowBefore === null
      ? ''
      : `, 95 % of runs ended within ${formatDuration(slow * 1e6)} (${formatDuration(slowBefore * 1e6)}) on the median day`
  return [
    paragraph(
      `Infrastructure over the same days: ${formatRate(up)} of runs ended without an error (${formatRate(upBefore)} before)${latency}.`,
    ),
  ]
}

function availability(days: readonly HealthDay[]): number | null {
  const counted = days.filter((day) => day.availability !== null)
  const traces = counted.reduce((sum, day) => sum + day.traces, 0)
  return traces === 0
    ? null
    : counted.reduce((sum, day) => sum + day.traces * (day.availability ?? 0), 0) / traces
}

function medianLatency(days: readonly HealthDay[]): number | null {
  const values = days.flatMap(({ latencyP95Ms }) => latencyP95Ms ?? []).toSorted((a, b) => a - b)
  return values[Math.floor(values.length / 2)] ?? null
}

function scopeText({ traces, spans, days }: SummaryData): string {
  const when = days === null ? '' : ` of ${formatDayRange(days.from, days.to)}`
  return `The workspace holds ${formatCount(traces)} traces with ${formatCount(spans)} spans${when}.`
}

function noticed({ notices }: SummaryData): string {
  return notices === 0
    ? ''
    : `${formatPlural(notices, 'thing was', 'things were')} noticed that raised no alert.`
}
