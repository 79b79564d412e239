/** How a text is compared: case counts, save in free text, in previews and in a `/regex/i`. */
export type TextPattern =
  | { type: 'exact'; text: string }
  /** `*` stands for any run of characters; everything else for itself. */
  | { type: 'wildcard'; text: string }
  | { type: 'regex'; source: string; flags: string }

export type Comparison = '>=' | '<=' | '>' | '<' | '='

export type TextField =
  | 'agent'
  | 'category'
  | 'env'
  | 'error'
  | 'format'
  | 'import'
  | 'input'
  | 'kind'
  | 'label'
  | 'model'
  | 'name'
  | 'note'
  | 'output'
  | 'prompt'
  | 'provider'
  | 'service'
  | 'session'
  | 'signature'
  | 'status'
  | 'tool'
  | 'trace'
  | 'user'
  | 'version'
export type NumberField = 'cost' | 'duration' | 'spans' | 'tokens'

/** A parsed filter. Durations are in nanoseconds, times in microseconds since 1970 (UTC). */
export type FilterNode =
  | { kind: 'all' }
  | { kind: 'and'; nodes: FilterNode[] }
  | { kind: 'or'; nodes: FilterNode[] }
  | { kind: 'not'; node: FilterNode }
  | { kind: 'text'; field: TextField; pattern: TextPattern }
  | { kind: 'number'; field: NumberField; comparison: Comparison; value: number }
  /** A score by name: its number compared, or its label matched (`score.verdict:pass`, `score.verdict:*` for any). */
  | { kind: 'score'; name: string; comparison: Comparison; value: number }
  | { kind: 'score_label'; name: string; pattern: TextPattern }
  /** Traces that start in [fromUs, untilUs); an open end is null. */
  | { kind: 'time'; fromUs: number | null; untilUs: number | null }
  | { kind: 'free'; pattern: TextPattern }
