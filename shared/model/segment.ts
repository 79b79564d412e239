import { readModelName } from './model-name.ts'
import {
  attributeOf,
  DEFAULT_SEGMENTER,
  isVersionPart,
  type SegmentPart,
  type Segmenter,
} from './segmenter.ts'

/** Before the versions of a segment's name: what stands before it tells what the traffic is. */
export const SEGMENT_SEPARATOR = ' × '
/** Between several parts on the same side of it. */
const PART_SEPARATOR = ' · '
/** What small segments are pooled as. */
export const OTHER_SEGMENT = 'other'
/** Stands for an agent or model that the source does not name. */
const UNNAMED = '?'
/** All traffic together, where it is split by nothing. */
const EVERYTHING = 'everything'

/** What segments are made of; a part that the segmenter does not read may be left out. */
export interface SegmentFacts {
  agent: string | null
  rootName: string
  model: string | null
  environment?: string | null
  promptVersion?: string | null
  provider?: string | null
  userId?: string | null
  importLabel?: string | null
  /** Attributes of the root span, as text. */
  attributes?: Readonly<Record<string, string | null>> | null
}

/** The segment of a trace: by default `agent × model family`, e.g. `booking × gpt-4.1`. */
export function segmentOf(trace: SegmentFacts, segmenter: Segmenter = DEFAULT_SEGMENTER): string {
  const name = (parts: readonly SegmentPart[]) =>
    parts.map((part) => clean(valueOf(trace, part)) ?? UNNAMED).join(PART_SEPARATOR)
  const versions = segmenter.filter(isVersionPart)
  const others = segmenter.filter((part) => !isVersionPart(part))
  if (versions.length === 0) return others.length === 0 ? EVERYTHING : name(others)
  return others.length === 0 ? name(versions) : name(others) + SEGMENT_SEPARATOR + name(versions)
}

/** Most combinations that a namer keeps. */
const MOST_KEPT = 100_000

/** `segmentOf` for many traces: what the same facts were named before is remembered. */
export function segmentNamer(segmenter: Segmenter): (trace: SegmentFacts) => string {
  const known = new Map<string, string>()
  return (trace) => {
    const key = segmenter.map((part) => rawValue(trace, part) ?? '\u001e').join('\u001f')
    const before = known.get(key)
    if (before !== undefined) return before
    const name = segmentOf(trace, segmenter)
    if (known.size < MOST_KEPT) known.set(key, name)
    return name
  }
}

/** What the value of a part is made of. */
function rawValue(trace: SegmentFacts, part: SegmentPart): string | null | undefined {
  if (part === 'agent') return `${trace.agent ?? '\u001e'}\u001d${trace.rootName}`
  return part === 'model' ? trace.model : valueOf(trace, part)
}

/** The agent that a segment is of; null where it names none, or where it is of several. */
export function agentOfSegment(segment: string, segmenter: Segmenter): string | null {
  const others = segmenter.filter((part) => !isVersionPart(part))
  const at = others.indexOf('agent')
  if (at < 0 || segment === OTHER_SEGMENT) return null
  const head = others.length === segmenter.length ? segment : segmentKin(segment)
  if (others.length === 1 || head === null) return head
  const parts = head.split(PART_SEPARATOR)
  // A part that holds the separator itself cannot be told from two.
  return parts.length === others.length ? (parts[at] ?? null) : null
}

/** What a segment's name says without its versions, e.g. the agent; null where it has no version part. */
export function segmentKin(segment: string): string | null {
  const at = segment.lastIndexOf(SEGMENT_SEPARATOR)
  return at < 0 ? null : segment.slice(0, at)
}

function valueOf(trace: SegmentFacts, part: SegmentPart): string | null | undefined {
  switch (part) {
    case 'agent':
      return clean(trace.agent) ?? trace.rootName
    case 'model':
      return trace.model === null ? null : readModelName(trace.model).family
    case 'exact_model':
      return trace.model
    case 'prompt':
      return trace.promptVersion
    case 'environment':
      return trace.environment
    case 'provider':
      return trace.provider
    case 'user':
      return trace.userId
    case 'name':
      return trace.rootName
    case 'import':
      return trace.importLabel
    default:
      return trace.attributes?.[attributeOf(part) ?? '']
  }
}

/** Longest part kept; some sources put a whole task into the root span's name. */
const LONGEST_NAME = 120
function clean(text: string | null | undefined): string | null {
  const trimmed = text?.trim().replaceAll(/\s+/g, ' ').slice(0, LONGEST_NAME)
  return trimmed ? trimmed : null
}
