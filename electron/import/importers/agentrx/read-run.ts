import { contentId } from '../../content-id.ts'
import { ConversationTrace } from '../../conversation-trace.ts'
import type { RecordSink } from '../../record-sink.ts'
import { speakerOf, tellEntry } from '../agent-log.ts'
import { AGENTRX_REASONS } from './schema.ts'

/** A run that is a list of what its agents said; labels call it by the name of its file. False where it is none. */
export function readRun(value: unknown, stem: string, out: RecordSink): boolean {
  if (!Array.isArray(value) || !value.some((entry) => speakerOf(entry) !== null)) return false
  const entries = value as unknown[]
  const traceId = `magentic-${contentId(entries)}`
  const trace = new ConversationTrace({ traceId }, out)
  for (const [index, entry] of entries.entries())
    if (!tellEntry(trace, entry, index)) out.reject(AGENTRX_REASONS.entry)
  trace.end()
  out.alias(traceId, stem)
  return true
}
