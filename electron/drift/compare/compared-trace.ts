/** One trace of a side as the store gives it. */
export interface ComparedTrace {
  id: number
  /** Session id, or the trace's own where it has none. */
  sessionKey: string
  startUs: number
  agent: string | null
  rootName: string
  model: string | null
  durationNs: number | null
  isError: boolean
  tokens: number | null
  costUsd: number | null
  llmCalls: number
  spanCount: number
  syntheticTime: boolean
  /** `tool_error@1`, one for each character of `verdicts`; null where no analysis has looked at the trace. */
  rules: readonly string[] | null
  verdicts: string
  /** What the trace ran, where its side is compared task by task. */
  task?: string
}

/** One score of a trace of a side. */
export interface ComparedScore {
  trace: number
  name: string
  value: number | null
  evaluatorKind: string | null
  judge: string | null
  rubric: string | null
  rubricVersion: string | null
}

/** What a score was measured with: scores of two rulers are never compared, let alone pooled. */
export type Ruler = Pick<ComparedScore, 'evaluatorKind' | 'judge' | 'rubric' | 'rubricVersion'>
