import { readModelName } from './model-name.ts'

/** Between agent and model family in a segment's name. */
export const SEGMENT_SEPARATOR = ' × '
/** What small segments are pooled as. */
export const OTHER_SEGMENT = 'other'
/** Stands for an agent or model that the source does not name. */
const UNNAMED = '?'

/** What traffic is split by: `agent × model family`, e.g. `booking × gpt-4.1`; the root span's name where no agent is named. */
export function segmentOf(trace: { agent: string | null; rootName: string; model: string | null }): string {
  const agent = clean(trace.agent) ?? clean(trace.rootName) ?? UNNAMED
  const family = trace.model === null ? null : clean(readModelName(trace.model).family)
  return agent + SEGMENT_SEPARATOR + (family ?? UNNAMED)
}

/** The agent of a segment's name, null where the name has no model part. */
export function segmentAgent(segment: string): string | null {
  const at = segment.lastIndexOf(SEGMENT_SEPARATOR)
  return at < 0 ? null : segment.slice(0, at)
}

/** Longest agent name kept; some sources put a whole task into the root span's name. */
const LONGEST_NAME = 120
function clean(text: string | null): string | null {
  const trimmed = text?.trim().replaceAll(/\s+/g, ' ').slice(0, LONGEST_NAME)
  return trimmed ? trimmed : null
}
