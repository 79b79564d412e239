import type { RecordedTrace } from '../../shared/model/recorded-trace.ts'
import type { Score } from '../../shared/model/score.ts'
import type { Span } from '../../shared/model/span.ts'
import { detectImporter } from '../import/detect.ts'
import { walkSources } from '../import/source-walk.ts'
import { traceFromSpans } from './recorded-from-spans.ts'

/**
 * Every trace of a file, folder or archive, read by the importers and held in memory, without a store. Of two spans
 * with one id the later wins. Sources of unknown format are passed over.
 */
export async function readTraces(path: string): Promise<RecordedTrace[]> {
  const traces = new Map<string, Map<string, Span>>()
  const scores: Score[] = []
  const aliases = new Map<string, string>()
  const notes = new Map<string, unknown>()
  for await (const source of walkSources(path)) {
    const { importer } = detectImporter(await source.probe())
    if (importer === null) continue
    await importer.read(
      source,
      {
        span(span) {
          const spans = traces.get(span.traceId)
          if (spans === undefined) traces.set(span.traceId, new Map([[span.spanId, span]]))
          else spans.set(span.spanId, span)
        },
        score: (score) => void scores.push(score),
        alias: (traceId, alias) => void aliases.set(alias, traceId),
        reject() {},
        skip() {},
        note() {},
        drain: () => Promise.resolve(),
      },
      notes,
    )
  }
  const scored = Map.groupBy(scores, ({ traceId }) => aliases.get(traceId) ?? traceId)
  return Array.from(traces, ([id, spans]) => traceFromSpans([...spans.values()], scored.get(id) ?? []))
}
