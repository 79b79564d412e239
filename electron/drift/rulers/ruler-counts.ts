import { type Ruler, rulerId, rulerOf, type ScoreFacts } from '../../../shared/model/ruler.ts'
import { dateOf } from '../clock.ts'

/** A score with what its trace is counted by; scores of one trace come one after the other. */
export interface ScoredRow extends ScoreFacts {
  trace: number
  value: number | null
  label: string | null
  startUs: number
  segment: string
  model: string | null
  /** False where only the scores are there: their trace never came. */
  hasSpans: boolean
}

/** One ruler over the whole workspace. */
export interface RulerTotal extends Ruler {
  id: string
  scores: number
  /** Scores with a number; the others have a label only, or nothing. */
  valued: number
  /** All numbers are 0 or 1: their mean is a rate. */
  isBinary: boolean
  /** Models that made what was judged, with their traces. */
  models: { model: string; traces: number }[]
}

/** One ruler on one day (of the traces' start) in one segment; the unit is the trace. */
export interface RulerDay {
  ruler: string
  segment: string
  date: string
  traces: number
  /** Traces whose spans are here: what coverage counts. */
  covered: number
  /** Traces with a number: their means (over several scores of one trace), summed, and squared. */
  n: number
  sum: number
  squares: number
  /** Traces by label; of several labels of one trace the last. */
  labels: Map<string, number>
}

/** Traces that have a score of one name by any ruler. */
export interface CoveredDay {
  score: string
  segment: string
  date: string
  traces: number
}

/** Traces that both rulers gave a score of one name; a came first. */
export interface RulerPair {
  a: string
  b: string
  traces: number
}

interface Judged {
  id: string
  n: number
  sum: number
  label: string | null
}

interface OpenTrace {
  row: ScoredRow
  judged: Map<string, Judged>
}

/** More labels a ruler than this are free text, not classes: the rest is counted as `OTHER_LABEL`. */
const MOST_LABELS = 24
export const OTHER_LABEL = 'other'
/** Rulers of one trace that are paired: their pairs grow with the square. */
const MOST_PAIRED = 40

/** Sums scores up by ruler, segment and day. */
export class RulerCounter {
  readonly #rulers = new Map<string, Omit<RulerTotal, 'models'> & { models: Map<string, number> }>()
  readonly #order = new Map<string, number>()
  readonly #days = new Map<string, RulerDay>()
  readonly #covered = new Map<string, CoveredDay>()
  readonly #pairs = new Map<string, RulerPair>()
  readonly #labels = new Map<string, Set<string>>()
  #open: OpenTrace | null = null

  add(row: ScoredRow): void {
    const { judged: open } = this.#opened(row)
    const ruler = rulerOf(row)
    const id = rulerId(ruler)
    let total = this.#rulers.get(id)
    if (!total) {
      total = { ...ruler, id, scores: 0, valued: 0, isBinary: true, models: new Map() }
      this.#order.set(id, this.#rulers.size)
      this.#rulers.set(id, total)
    }
    total.scores++
    const judged = open.get(id) ?? { id, n: 0, sum: 0, label: null }
    open.set(id, judged)
    if (row.value !== null) {
      total.valued++
      if (row.value !== 0 && row.value !== 1) total.isBinary = false
      judged.n++
      judged.sum += row.value
    }
    if (row.label !== null && row.label !== '') judged.label = this.#labelOf(id, row.label)
  }

  /** The trace that is being read; another one closes it. */
  #opened(row: ScoredRow): OpenTrace {
    if (this.#open?.row.trace === row.trace) return this.#open
    this.#close()
    const open = { row, judged: new Map<string, Judged>() }
    this.#open = open
    return open
  }

  #labelOf(id: string, label: string): string {
    const known = this.#labels.get(id) ?? new Set()
    this.#labels.set(id, known)
    if (!known.has(label) && known.size >= MOST_LABELS) return OTHER_LABEL
    known.add(label)
    return label
  }

  #close(): void {
    if (this.#open === null) return
    const { row, judged } = this.#open
    const date = dateOf(row.startUs)
    for (const { id, n, sum, label } of judged.values()) {
      const total = this.#rulers.get(id)!
      if (row.model !== null) total.models.set(row.model, (total.models.get(row.model) ?? 0) + 1)
      const day = entry(this.#days, JSON.stringify([id, row.segment, date]), () => ({
        ruler: id,
        segment: row.segment,
        date,
        traces: 0,
        covered: 0,
        n: 0,
        sum: 0,
        squares: 0,
        labels: new Map(),
      }))
      day.traces++
      if (row.hasSpans) day.covered++
      if (n > 0) {
        day.n++
        day.sum += sum / n
        day.squares += (sum / n) ** 2
      }
      if (label !== null) day.labels.set(label, (day.labels.get(label) ?? 0) + 1)
    }
    if (row.hasSpans) {
      for (const score of new Set(Array.from(judged.keys(), (id) => this.#rulers.get(id)!.score))) {
        const key = JSON.stringify([score, row.segment, date])
        const { segment } = row
        entry(this.#covered, key, () => ({ score, segment, date, traces: 0 })).traces++
      }
    }
    this.#pair([...judged.keys()])
    this.#open = null
  }

  #pair(ids: readonly string[]): void {
    if (ids.length < 2) return
    const ordered = ids.toSorted((a, b) => this.#order.get(a)! - this.#order.get(b)!).slice(0, MOST_PAIRED)
    for (const [at, a] of ordered.entries()) {
      for (const b of ordered.slice(at + 1)) {
        if (this.#rulers.get(a)!.score !== this.#rulers.get(b)!.score) continue
        entry(this.#pairs, JSON.stringify([a, b]), () => ({ a, b, traces: 0 })).traces++
      }
    }
  }

  finish(): { rulers: RulerTotal[]; days: RulerDay[]; covered: CoveredDay[]; pairs: RulerPair[] } {
    this.#close()
    const rulers = Array.from(this.#rulers.values(), (total) => ({
      ...total,
      models: Array.from(total.models, ([model, traces]) => ({ model, traces })).toSorted(
        (a, b) => b.traces - a.traces,
      ),
    }))
    return {
      rulers,
      days: [...this.#days.values()],
      covered: [...this.#covered.values()],
      pairs: [...this.#pairs.values()],
    }
  }
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  let value = map.get(key)
  if (value === undefined) map.set(key, (value = make()))
  return value
}
