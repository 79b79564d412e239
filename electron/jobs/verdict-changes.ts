import type { CategoryVerdict } from '../analysis/run-categories.ts'
import type { Verdict } from '../../shared/model/finding.ts'
import type { CategoryChange, Reclassification } from '../../shared/model/reclassification.ts'
import type { PreviousVerdicts } from '../store/previous-verdicts.ts'

/** Enough to look at; the findings themselves can be asked for. */
const EXAMPLES = 20

interface Transition {
  before: Verdict
  now: Verdict
  traces: number
}

/** Collects, trace by trace, where rules now say something else than they did before. */
export class VerdictChanges {
  #traces = 0
  #changed = 0
  readonly #added = new Set<string>()
  readonly #transitions = new Map<string, Map<string, Transition>>()
  readonly #examples = new Map<string, CategoryChange['examples']>()

  note(traceId: string, previous: PreviousVerdicts, verdicts: readonly CategoryVerdict[]): void {
    this.#traces++
    let isChanged = false
    for (const { category, verdict: now } of verdicts) {
      const before = previous.get(category)
      if (before === undefined) this.#added.add(category)
      else if (before !== now) {
        isChanged = true
        this.#count(category, traceId, before, now)
      }
    }
    if (isChanged) this.#changed++
  }

  /** Null where no trace was looked at a second time. */
  result(): Reclassification | null {
    if (this.#traces === 0) return null
    return {
      traces: this.#traces,
      changed: this.#changed,
      added: [...this.#added],
      categories: Array.from(this.#transitions, ([category, transitions]) => ({
        category,
        changes: [...transitions.values()].toSorted((a, b) => b.traces - a.traces),
        examples: this.#examples.get(category) ?? [],
      })),
    }
  }

  #count(category: string, traceId: string, before: Verdict, now: Verdict): void {
    const transitions = this.#transitions.get(category) ?? new Map<string, Transition>()
    this.#transitions.set(category, transitions)
    const key = `${before} ${now}`
    const transition = transitions.get(key) ?? { before, now, traces: 0 }
    transition.traces++
    transitions.set(key, transition)
    const examples = this.#examples.get(category) ?? []
    this.#examples.set(category, examples)
    if (examples.length < EXAMPLES) examples.push({ traceId, before, now })
  }
}
