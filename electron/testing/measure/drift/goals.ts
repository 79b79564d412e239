/** One row of the benchmark's JSON; triples are rare, medium and common categories, null where more than 28 days. */
export interface BenchRow {
  world: string
  falseAlertsPerWeek: number
  foundPercent?: number[]
  medianDays?: (number | null)[]
  p90Days?: (number | null)[]
  onsetWithinOneDay?: number | null
  noticesPerIncident?: number
}

interface Goal {
  falseAlerts?: number
  found?: number[]
  median?: number[]
  p90?: number[]
  onset?: number
}

/** Goals per world at 600 traces a day; worlds without any are shown in the forecast only. */
export const GOALS: Readonly<Record<string, Goal>> = {
  quiet: { falseAlerts: 0.03 },
  season: { falseAlerts: 0.03 },
  mix: { falseAlerts: 0.03 },
  overdispersed: { falseAlerts: 0.03 },
  'season+mix': { falseAlerts: 0.03 },
  uneven: { falseAlerts: 0.03 },
  'uneven mix': { falseAlerts: 0.03 },
  creep: { falseAlerts: 0.03 },
  spikes: { falseAlerts: 0.05 },
  x2: { found: [100, 100, 100], median: [5, 3, 3], p90: [7, 4, 3], onset: 0.95 },
  'x1.5': { found: [85, 98, 100] },
  'segment x2': { found: [60, 98, 100] },
  'uneven segment x2': { found: [30, 75, 99] },
  'ramp x2': { median: [10, 8, 6] },
  x3: {},
  'segment x1.5': {},
  'segment x3': {},
  'large segment x2': {},
}
const MOST_NOTICES = 1.05

export interface Line {
  what: string
  measured: string
  goal: string
  isMet: boolean
}

/** A row against its goals, one line each. */
export function describeRow(row: BenchRow): Line[] {
  const goal = GOALS[row.world] ?? {}
  const lines: Line[] = []
  const most = (what: string, measured: readonly (number | null)[], goals: readonly number[]) =>
    lines.push({
      what,
      measured: triple(measured),
      goal: `at most ${triple(goals)}`,
      isMet: measured.every((days, g) => days !== null && days <= goals[g]!),
    })
  if (goal.falseAlerts !== undefined) {
    const { falseAlertsPerWeek } = row
    lines.push({
      what: 'false alerts a week',
      measured: falseAlertsPerWeek.toFixed(3),
      goal: `at most ${goal.falseAlerts}`,
      isMet: falseAlertsPerWeek <= goal.falseAlerts,
    })
  }
  if (goal.found) {
    lines.push({
      what: 'found within 28 days',
      measured: `${triple(row.foundPercent!)} %`,
      goal: `at least ${triple(goal.found)} %`,
      isMet: row.foundPercent!.every((percent, g) => percent >= goal.found![g]!),
    })
  }
  if (goal.median) most('median days', row.medianDays!, goal.median)
  if (goal.p90) most('90th percentile, days', row.p90Days!, goal.p90)
  if (goal.onset !== undefined) {
    const onset = row.onsetWithinOneDay ?? 0
    lines.push({
      what: 'onset within a day',
      measured: onset.toFixed(2),
      goal: `at least ${goal.onset}`,
      isMet: onset >= goal.onset,
    })
  }
  if (row.noticesPerIncident !== undefined && Object.keys(goal).length > 0) {
    lines.push({
      what: 'notices per incident',
      measured: row.noticesPerIncident.toFixed(2),
      goal: `at most ${MOST_NOTICES}`,
      isMet: row.noticesPerIncident <= MOST_NOTICES,
    })
  }
  return lines
}

export function triple(values: readonly (number | null)[]): string {
  return values.map((value) => value ?? '>28').join(' / ')
}
