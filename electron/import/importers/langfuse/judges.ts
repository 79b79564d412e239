import type { EvaluatorKind } from '../../../../shared/model/score.ts'
import type { Span } from '../../../../shared/model/span.ts'
import type { SharedNotes } from '../../importer.ts'

/** Who gave a score, as the trace of its evaluation tells. */
export interface Judge {
  kind: EvaluatorKind
  /** The model; of code, the evaluator's name. */
  name: string
}

/** Environments of Langfuse's own evaluations. Source: LangfuseInternalTraceEnvironment in langfuse/langfuse. */
const ENVIRONMENTS: ReadonlyMap<string, EvaluatorKind> = new Map([
  ['langfuse-llm-as-a-judge', 'llm'],
  ['langfuse-code-eval', 'code'],
])
const NAME_PREFIX = 'Execute evaluator: '
const KEY = 'langfuse.judges'
const MAX_JUDGES = 200_000

/** The evaluations among the traces of an import, for the scores that come after them. */
export class Judges {
  readonly #known: Map<string, Judge>

  constructor(notes: SharedNotes) {
    const kept = notes.get(KEY)
    this.#known = kept instanceof Map ? (kept as Map<string, Judge>) : new Map<string, Judge>()
    notes.set(KEY, this.#known)
  }

  of(traceId: string): Judge | undefined {
    return this.#known.get(traceId)
  }

  learn({ traceId, environment, kind, name, modelAnswered, modelRequested }: Span): void {
    const evaluator = environment === null ? undefined : ENVIRONMENTS.get(environment)
    if (evaluator === undefined || this.#known.size >= MAX_JUDGES) return
    const model = kind === 'llm' ? (modelAnswered ?? modelRequested) : null
    if (model !== null) this.#known.set(traceId, { kind: evaluator, name: model })
    else if (evaluator === 'code' && name.startsWith(NAME_PREFIX))
      this.#known.set(traceId, { kind: evaluator, name: name.slice(NAME_PREFIX.length) })
  }
}
