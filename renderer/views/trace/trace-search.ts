import { z } from 'zod'
import { TRACE_SORTS } from '../../../shared/contract/traces.ts'

export const INSPECTOR_TABS = [
  'conversation',
  'io',
  'attributes',
  'findings',
  'scores',
  'notes',
  'source',
] as const
export type InspectorTab = (typeof INSPECTOR_TABS)[number]

export const TAB_WORDS: Readonly<Record<InspectorTab, string>> = {
  conversation: 'the conversation',
  io: 'input and output of the span',
  attributes: 'attributes of the span',
  findings: 'findings',
  scores: 'scores',
  notes: 'notes and labels',
  source: 'the source',
}

/** The span and tab that show, and the list the trace was opened from, for next and previous. */
export const traceSearch = z.object({
  span: z.string().max(1000).optional().catch(undefined),
  tab: z.enum(INSPECTOR_TABS).optional().catch(undefined),
  /** Another trace that lies beside this one, and the step that is open: `<its span>:<span of this>`. */
  against: z.string().max(1000).optional().catch(undefined),
  step: z.string().max(2000).optional().catch(undefined),
  /** Words that are looked for in its texts. */
  find: z.string().max(400).optional().catch(undefined),
  filter: z.string().max(4000).optional().catch(undefined),
  sort: z.enum(TRACE_SORTS).optional().catch(undefined),
  direction: z.enum(['asc', 'desc']).optional().catch(undefined),
})
