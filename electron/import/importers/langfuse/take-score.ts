import { isJsonObject } from '../../json-value.ts'
import type { RecordSink } from '../../record-sink.ts'
import type { Judges } from './judges.ts'
import { isOfSession, readScore } from './read-score.ts'
import { LANGFUSE_REASONS } from './schema.ts'

/** Passes a score on, or the sentence why it is none. `traceId`: the trace of the document it stands in. */
export function takeScore(raw: unknown, traceId: string | null, judges: Judges, out: RecordSink): void {
  if (!isJsonObject(raw)) return out.reject(LANGFUSE_REASONS.other)
  if (isOfSession(raw)) return out.skip(LANGFUSE_REASONS.ofSession)
  const score = readScore(raw, traceId, (id) => judges.of(id))
  if (typeof score === 'string') out.reject(score)
  else out.score(score)
}
