import type { CountSeries } from '../../shared/model/counts.ts'
import { DAY_US, dateOfDay } from './calendar.ts'
import { SessionIndex } from './session-index.ts'

/** One analysed trace as the store gives it. */
export interface VerdictRow {
  /** Session id, or the trace's own where it has none. */
  sessionKey: string
  startUs: number
  segment: string
  /** `tool_error@1`, one for each character of `verdicts`: f fired, n not fired, - not evaluable. */
  rules: readonly string[]
  verdicts: string
  syntheticTime?: boolean
}

/** One session of the newest days with its verdicts, for the fast lane. */
export interface SessionVerdict {
  startUs: number
  /** Position in the series' segments. */
  segment: number
  /** One character a category of the series. */
  verdicts: string
}

export interface DailyCounts {
  /** Days with data only, in order; UTC. */
  series: CountSeries
  /** `[day][category][segment]` sessions that could not be judged. */
  notEvaluable: number[][][]
  /** `[day][segment]` sessions. */
  sessions: number[][]
  /** Sessions that started in the newest two weeks, in order of time. */
  newest: SessionVerdict[]
  oldestUs: number
  newestUs: number
  total: number
  synthetic: number
}

const NEWEST_US = 14 * DAY_US
const UNSEEN = 0
const BLIND = 1
const PASSED = 2
const FIRED = 3

/**
 * Turns traces into counts, one verdict a session and category: fired if any of its traces fired, not fired if any
 * was judged, else not evaluable. A session counts on the UTC day of its first trace, in that trace's segment. Where
 * rows carry several versions of a rule only the newest counts: verdicts of two rulers are never summed.
 * Memory: about 40 bytes a session and one byte a category.
 */
export class SessionCounter {
  readonly #sessions = new SessionIndex()
  readonly #segments = new Map<string, number>()
  readonly #categories = new Map<string, { position: number; version: number }>()
  readonly #columns: Uint8Array[] = []
  readonly #ruleSets = new WeakMap<readonly string[], { position: number; version: number }[]>()
  #startUs = new Float64Array(FIRST_SIZE)
  #segment = new Int32Array(FIRST_SIZE)
  #clock = new Uint8Array(FIRST_SIZE)

  add(row: VerdictRow): void {
    const session = this.#sessionOf(row)
    const rules = this.#rulesOf(row.rules)
    for (let i = 0; i < rules.length; i++) {
      const { position, version } = rules[i]!
      const column = this.#columns[position]!
      const verdict = stateOf(row.verdicts[i])
      if (version < this.#versionOf(position)) continue
      if (verdict > column[session]!) column[session] = verdict
    }
  }

  #sessionOf(row: VerdictRow): number {
    const segment = this.#segments.get(row.segment) ?? this.#segments.size
    this.#segments.set(row.segment, segment)
    const seen = this.#sessions.size
    const known = this.#sessions.numberOf(row.sessionKey)
    if (known === seen) {
      if (known >= this.#startUs.length) this.#grow()
      this.#startUs[known] = row.startUs
      this.#segment[known] = segment
      this.#clock[known] = row.syntheticTime ? 1 : 0
      return known
    }
    const before = this.#startUs[known]!
    // Traces of one moment: the smaller name, so that the order of the rows does not matter.
    if (
      row.startUs < before ||
      (row.startUs === before && row.segment < this.#nameOf(this.#segment[known]!))
    ) {
      this.#startUs[known] = row.startUs
      this.#segment[known] = segment
    }
    return known
  }

  #nameOf(segment: number): string {
    return [...this.#segments.keys()][segment] ?? ''
  }

  #rulesOf(rules: readonly string[]): { position: number; version: number }[] {
    const known = this.#ruleSets.get(rules)
    if (known) return known
    const read = rules.map((rule) => {
      const at = rule.lastIndexOf('@')
      const id = at < 0 ? rule : rule.slice(0, at)
      const version = at < 0 ? 0 : Number(rule.slice(at + 1))
      const category = this.#categories.get(id)
      if (!category) {
        const position = this.#columns.length
        this.#categories.set(id, { position, version })
        this.#columns.push(new Uint8Array(this.#startUs.length))
        return { position, version }
      }
      if (version > category.version) {
        category.version = version
        this.#columns[category.position]!.fill(UNSEEN)
      }
      return { position: category.position, version }
    })
    this.#versions = [...this.#categories.values()].map(({ version }) => version)
    this.#ruleSets.set(rules, read)
    return read
  }

  #versions: number[] = []
  #versionOf(position: number): number {
    return this.#versions[position] ?? 0
  }

  #grow(): void {
    const size = this.#startUs.length * 2
    this.#startUs = copied(new Float64Array(size), this.#startUs)
    this.#segment = copied(new Int32Array(size), this.#segment)
    this.#clock = copied(new Uint8Array(size), this.#clock)
    this.#columns.forEach((column, c) => {
      this.#columns[c] = copied(new Uint8Array(size), column)
    })
  }

  /** The counts of everything added so far; categories and segments in order of name. */
  finish(): DailyCounts {
    const categories = [...this.#categories.keys()].toSorted()
    const segments = [...this.#segments.keys()].toSorted()
    const columns = categories.map((id) => this.#columns[this.#categories.get(id)!.position]!)
    const place = [...this.#segments.keys()].map((name) => segments.indexOf(name))
    const total = this.#sessions.size
    const days = new Map<number, { n: number[][]; k: number[][]; blind: number[][]; sessions: number[] }>()
    let oldestUs = Number.POSITIVE_INFINITY
    let newestUs = Number.NEGATIVE_INFINITY
    let synthetic = 0
    for (let i = 0; i < total; i++) {
      const at = this.#startUs[i]!
      oldestUs = Math.min(oldestUs, at)
      newestUs = Math.max(newestUs, at)
      synthetic += this.#clock[i]!
      const segment = place[this.#segment[i]!]!
      const number = Math.floor(at / DAY_US)
      let day = days.get(number)
      if (!day) {
        const zero = () => categories.map(() => segments.map(() => 0))
        day = { n: zero(), k: zero(), blind: zero(), sessions: segments.map(() => 0) }
        days.set(number, day)
      }
      day.sessions[segment]! += 1
      for (let c = 0; c < columns.length; c++) {
        const state = columns[c]![i]!
        if (state >= PASSED) day.n[c]![segment]! += 1
        else day.blind[c]![segment]! += 1
        if (state === FIRED) day.k[c]![segment]! += 1
      }
    }
    const ordered = [...days].toSorted((a, b) => a[0] - b[0])
    return {
      series: {
        categories,
        segments,
        days: ordered.map(([number, { n, k }]) => ({ date: dateOfDay(number), n, k })),
      },
      notEvaluable: ordered.map(([, day]) => day.blind),
      sessions: ordered.map(([, day]) => day.sessions),
      newest: this.#newest(newestUs - NEWEST_US, columns, place),
      oldestUs: total > 0 ? oldestUs : 0,
      newestUs: total > 0 ? newestUs : 0,
      total,
      synthetic,
    }
  }

  #newest(from: number, columns: readonly Uint8Array[], place: readonly number[]): SessionVerdict[] {
    const starts = this.#startUs.subarray(0, this.#sessions.size)
    const positions: number[] = []
    for (let i = 0; i < starts.length; i++) if (starts[i]! >= from) positions.push(i)
    const texts = new Map<string, string>()
    const newest = positions
      .toSorted((a, b) => starts[a]! - starts[b]!)
      .slice(-MOST_NEWEST)
      .map((i) => {
        let verdicts = ''
        for (const column of columns) verdicts += LETTERS[column[i]!]
        const shared = texts.get(verdicts) ?? verdicts
        texts.set(shared, shared)
        return { startUs: starts[i]!, segment: place[this.#segment[i]!]!, verdicts: shared }
      })
    return newest.toSorted(
      (a, b) => a.startUs - b.startUs || a.segment - b.segment || (a.verdicts < b.verdicts ? -1 : 1),
    )
  }
}

/** Runs in the fast lane are a matter of hours: of a huge source the newest sessions suffice. */
const MOST_NEWEST = 100_000
const FIRST_SIZE = 4096
const LETTERS = ['-', '-', 'n', 'f']

function stateOf(verdict: string | undefined): number {
  return verdict === 'f' ? FIRED : verdict === 'n' ? PASSED : BLIND
}

function copied<A extends Float64Array | Int32Array | Uint8Array>(target: A, source: A): A {
  target.set(source)
  return target
}
