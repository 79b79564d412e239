import type { Span } from '../../../../shared/model/span.ts'

const NUMBERED = /^(.+)_(\d{1,6})$/s

/**
 * MLflow numbers spans of one name in a trace (`search_1`, `search_2`; no `search` is left): the tools are the same. Sets
 * the names of tools only, the spans keep theirs. Source: deduplicate_span_names in mlflow/tracing/utils.
 */
export function unnumberTools(spans: readonly Span[]): void {
  const names = new Set(spans.map(({ name }) => name))
  for (const span of spans) {
    if (span.kind !== 'tool' || span.toolName !== span.name) continue
    const base = NUMBERED.exec(span.name)?.[1]
    if (base !== undefined && names.has(`${base}_1`) && names.has(`${base}_2`) && !names.has(base))
      span.toolName = base
  }
}
