/** Traces of one category by verdict. */
export interface CategoryTally {
  fired: number
  notFired: number
  notEvaluable: number
}

/** Counts traces by category and verdict. Many traces have the same verdicts: those are read once. */
export class VerdictTally {
  readonly #counts = new Map<readonly string[], Map<string, number>>()

  /** `rules` is `tool_error@1` for each character of `verdicts`: f fired, n not fired, - not evaluable. */
  add(rules: readonly string[], verdicts: string): void {
    let counts = this.#counts.get(rules)
    if (!counts) this.#counts.set(rules, (counts = new Map<string, number>()))
    counts.set(verdicts, (counts.get(verdicts) ?? 0) + 1)
  }

  finish(): Map<string, CategoryTally> {
    const tallies = new Map<string, CategoryTally>()
    for (const [rules, counts] of this.#counts) {
      for (const [index, rule] of rules.entries()) {
        const id = rule.slice(0, rule.lastIndexOf('@'))
        const entry = tallies.get(id) ?? { fired: 0, notFired: 0, notEvaluable: 0 }
        tallies.set(id, entry)
        for (const [verdicts, traces] of counts) {
          if (verdicts[index] === 'f') entry.fired += traces
          else if (verdicts[index] === 'n') entry.notFired += traces
          else entry.notEvaluable += traces
        }
      }
    }
    return tallies
  }
}
