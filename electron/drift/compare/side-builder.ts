import { readModelName } from '../../../shared/model/model-name.ts'
import { DAY_US } from '../calendar.ts'
import type { ComparedScore, ComparedTrace } from './compared-trace.ts'
import { BLIND, FIRED, PASSED, type RuledScores, type Side, type Verdicts } from './side.ts'

/** A call of a model takes longer than this: shorter traces with one carry an order and no times. */
const LEAST_CALL_NS = 1_000_000
const UNNAMED = '?'

/** Gathers the traces and scores of one side; a session with several tasks counts once for each. */
export class SideBuilder {
  readonly side: Side = {
    traces: 0,
    unjudged: 0,
    sessions: [],
    verdicts: new Map(),
    scores: [],
    labelsOnly: new Set(),
    durations: [],
    days: new Set(),
    withSpans: [],
    errors: [],
    tokens: [],
    costs: [],
    synthetic: 0,
  }
  readonly #numbers = new Map<string, number>()
  readonly #ofTrace = new Map<number, number>()
  readonly #families = new Map<string | null, string>()
  readonly #rules = new WeakMap<readonly string[], { verdicts: Verdicts; version: number }[]>()
  readonly #scores = new Map<string, RuledScores>()

  add(trace: ComparedTrace): void {
    const { side } = this
    const session = this.#sessionOf(trace)
    side.traces += 1
    this.#ofTrace.set(trace.id, session)
    if (trace.rules === null) side.unjudged += 1
    else this.#judge(session, trace.rules, trace.verdicts)
    if (trace.syntheticTime) side.synthetic += 1
    if (trace.spanCount > 0) {
      side.withSpans[session]! += 1
      if (trace.isError) side.errors[session]! += 1
    }
    this.#measure(trace, session)
  }

  /** A score of a trace that was added before; scores of spans count towards their session. */
  addScore({ trace, name, value, evaluatorKind, judge, rubric, rubricVersion }: ComparedScore): void {
    const session = this.#ofTrace.get(trace)
    if (session === undefined) return
    if (value === null) {
      this.side.labelsOnly.add(name)
      return
    }
    const ruler = { evaluatorKind, judge, rubric, rubricVersion }
    const key = JSON.stringify([name, ruler])
    let scores = this.#scores.get(key)
    if (!scores) {
      scores = { name, ruler, sums: new Map() }
      this.#scores.set(key, scores)
      this.side.scores.push(scores)
    }
    const entry = scores.sums.get(session)
    if (entry) {
      entry.sum += value
      entry.n += 1
    } else scores.sums.set(session, { sum: value, n: 1 })
  }

  #sessionOf({ sessionKey, agent, rootName, model, task }: ComparedTrace): number {
    const key = task === undefined ? sessionKey : `${sessionKey}\u0000${task}`
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.#numbers.size
    this.#numbers.set(key, number)
    let family = this.#families.get(model)
    if (family === undefined) {
      family = (model === null ? '' : readModelName(model).family) || UNNAMED
      this.#families.set(model, family)
    }
    this.side.sessions.push({
      key: sessionKey,
      agent: agent?.trim() || rootName.trim() || UNNAMED,
      family,
      task: task ?? null,
    })
    this.side.withSpans.push(0)
    this.side.errors.push(0)
    this.side.tokens.push(Number.NaN)
    this.side.costs.push(Number.NaN)
    return number
  }

  #judge(session: number, rules: readonly string[], text: string): void {
    const known = this.#rulesOf(rules)
    for (let index = 0; index < known.length; index++) {
      const { verdicts, version } = known[index]!
      if (version < verdicts.version) continue
      const state = stateOf(text.charCodeAt(index))
      if (state > (verdicts.states[session] ?? BLIND)) verdicts.states[session] = state
    }
  }

  /** Where the verdicts of a rule set go; a newer version of a rule takes the place of what an older one said. */
  #rulesOf(rules: readonly string[]): { verdicts: Verdicts; version: number }[] {
    const known = this.#rules.get(rules)
    if (known) return known
    const read = rules.map((rule) => {
      const at = rule.lastIndexOf('@')
      const [id, version] = [rule.slice(0, at), Number(rule.slice(at + 1))]
      let verdicts = this.side.verdicts.get(id)
      if (!verdicts) this.side.verdicts.set(id, (verdicts = { version, older: new Set(), states: [] }))
      if (version < verdicts.version) verdicts.older.add(version)
      else if (version > verdicts.version) {
        verdicts.older.add(verdicts.version)
        verdicts.version = version
        verdicts.states = []
      }
      return { verdicts, version }
    })
    this.#rules.set(rules, read)
    return read
  }

  #measure(
    { startUs, durationNs, syntheticTime, llmCalls, tokens, costUsd }: ComparedTrace,
    session: number,
  ): void {
    const { side } = this
    const isOrderOnly = llmCalls > 0 && durationNs !== null && durationNs < LEAST_CALL_NS
    if (isOrderOnly && !syntheticTime) side.synthetic += 1
    if (durationNs !== null && !syntheticTime && !isOrderOnly) {
      side.durations.push({ session, ns: durationNs })
      side.days.add(Math.floor(startUs / DAY_US))
    }
    side.tokens[session] = added(side.tokens[session], tokens)
    side.costs[session] = added(side.costs[session], costUsd)
  }
}

const LETTER_F = 102
const LETTER_N = 110

function stateOf(letter: number): number {
  return letter === LETTER_F ? FIRED : letter === LETTER_N ? PASSED : BLIND
}

function added(sum: number | undefined, value: number | null): number {
  if (value === null) return sum ?? Number.NaN
  return sum === undefined || Number.isNaN(sum) ? value : sum + value
}
