/** F: asserted failure. S: signal, watched but never called a failure. G: governance of the data or the evaluations. */
export const CATEGORY_CLASSES = ['F', 'S', 'G'] as const
export type CategoryClass = (typeof CATEGORY_CLASSES)[number]

export const VERDICTS = ['fired', 'not_fired', 'not_evaluable'] as const
export type Verdict = (typeof VERDICTS)[number]

/**
 * What proves a finding. `path` names a field of the span: `status`, `status_message`, `error_type`, `name`,
 * `attributes.<key>`, `events.<index>.attributes.<key>`, `input_messages.<index>.text`, `output_messages.<index>.text`,
 * `output_messages.<index>.tool_calls.<index>.name` or `.arguments`, or a column of the `spans` view. `text` is the
 * matched text; `start`/`end` are its UTF-16 offsets in the value at `path` (both null where the whole value is the
 * evidence).
 */
export interface Evidence {
  spanId: string
  path: string
  text: string
  start: number | null
  end: number | null
}

/** One category recognised at one span of one trace. `spanId` is the deepest span that carries it. */
export interface Finding {
  traceId: string
  spanId: string
  /** The decision that caused what was seen, where it can be told. */
  blameSpanId: string | null
  category: string
  version: number
  class: CategoryClass
  evidence: Evidence[]
  /** Groups like findings: normalised message, tool and error type. */
  signature: string
}
