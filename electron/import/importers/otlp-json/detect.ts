import type { Probe } from '../../importer.ts'
import { probeText } from '../../probe.ts'

// A quote after the name keeps the words from matching inside escaped payloads.
const BATCHES =
  /"(resourceSpans|resource_spans|resourceLogs|resource_logs|resourceMetrics|resource_metrics)"\s*:/
const TEMPO = /"batches"\s*:\s*\[/
const TEMPO_SEARCH = /"rootServiceName"\s*:/

/** Confidence that a source is OTLP/JSON of traces, logs or metrics, or one of Tempo's answers. */
export function detectOtlp(probe: Probe): number {
  const { head, tail, start } = probeText(probe)
  if (BATCHES.test(head)) return /^[{[]/.test(start) ? 0.95 : 0.8
  if (TEMPO.test(head) && /"(scopeSpans|instrumentationLibrarySpans)"\s*:/.test(head)) return 0.95
  if (TEMPO_SEARCH.test(head) && head.includes('"traceID"') && !head.includes('"spanID"')) return 0.7
  return BATCHES.test(tail) || (TEMPO.test(head) && /"scopeSpans"\s*:/.test(tail)) ? 0.6 : 0
}
