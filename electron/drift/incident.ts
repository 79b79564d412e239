import { ACCEPTED_SHIFT, CLOSING_EVIDENCE, QUIET_DAYS, WORSE_BY } from './policy.ts'
import type { Evidence } from './evidence.ts'

/** One thing said about an incident. */
interface IncidentAlert {
  day: number
  kind: 'opened' | 'worse'
  /** Observed / expected over the days it speaks of. */
  ratio: number
}

/** One category's shift from the alert that opened it until it is over. Days are positions in the watched days. */
export interface Incident {
  category: number
  /** The cell whose evidence was strongest, null where it is the whole category. */
  cell: number | null
  onset: number
  opened: number
  /** First day back inside the band, null while it is open. */
  ended: number | null
  alerts: IncidentAlert[]
}

/** An incident that is open, with what decides when it speaks again and when it closes. */
export class OpenIncident {
  readonly incident: Incident
  readonly evidence: Evidence
  /** Ratio the closing evidence holds against the baseline: well below what was seen, as alerts overestimate. */
  readonly #held: number
  #said: number
  #settled = false
  #closing = 0
  #quietSince: number | null = null

  constructor(evidence: Evidence, onset: number) {
    const day = evidence.days - 1
    const { category, cell } = evidence.stream
    const ratio = ratioOver(evidence, onset, day).ratio
    this.evidence = evidence
    this.#said = ratio
    this.#held = Math.max(LEAST_HELD, 1 + (ratio - 1) * HELD_SHARE)
    this.incident = {
      category,
      cell,
      onset,
      opened: day,
      ended: null,
      alerts: [{ day, kind: 'opened', ratio }],
    }
  }

  /**
   * Looks at the newest day. True once the incident is over. In the first week a rise still develops: only what is
   * worse by half twice over is said again, and the level it has reached by then is what later days are held against.
   */
  step(): boolean {
    const day = this.evidence.days - 1
    const fired = this.evidence.observed[day]!
    const expected = this.evidence.expected[day]!
    if (expected === 0) return false
    const evidence = this.#closing + expected * (this.#held - 1) - fired * Math.log(this.#held)
    if (evidence <= 0) this.#quietSince = null
    else this.#quietSince ??= day
    this.#closing = Math.max(0, evidence)
    const week = lastWeek(this.evidence)
    const usual = week.expected * ACCEPTED_SHIFT
    const inside = week.observed <= usual + BAND_Z * Math.sqrt(usual)
    const quiet = this.#quietSince
    if (quiet !== null && inside && this.#closing >= CLOSING_EVIDENCE && week.from > this.incident.opened) {
      this.incident.ended = Math.max(quiet, this.incident.opened + 1)
      return true
    }
    const low = week.observed > 0 ? week.ratio * Math.exp(-SURE_Z / Math.sqrt(week.observed)) : 0
    const settling = day - this.incident.opened < QUIET_DAYS
    if (!settling && !this.#settled) {
      this.#settled = true
      this.#said = Math.max(this.#said, week.ratio)
    }
    if (low > this.#said * (settling ? WORSE_BY ** 2 : WORSE_BY)) {
      this.#said = week.ratio
      this.incident.alerts.push({ day, kind: 'worse', ratio: week.ratio })
    }
    return false
  }
}

const BAND_Z = 2
/** "Worse by half" is said when the week's lower limit at three standard errors says so. */
const SURE_Z = 3
const LEAST_HELD = 1.3
const HELD_SHARE = 0.6

function ratioOver(
  evidence: Evidence,
  from: number,
  to: number,
): { observed: number; expected: number; ratio: number } {
  let observed = 0
  let expected = 0
  for (let day = from; day <= to; day++) {
    observed += evidence.observed[day]!
    expected += evidence.expected[day]!
  }
  return { observed, expected, ratio: expected > 0 ? observed / expected : 0 }
}

/** The last seven days with data of this stream. */
function lastWeek(evidence: Evidence): { from: number; observed: number; expected: number; ratio: number } {
  let from = evidence.days
  for (let found = 0; from > 0 && found < QUIET_DAYS;) {
    from--
    if (evidence.expected[from]! > 0) found++
  }
  return { from, ...ratioOver(evidence, from, evidence.days - 1) }
}
