import { z } from 'zod'
import { TRACE_SORTS } from '../../../shared/contract/traces.ts'

/** The list's filter and order, and the trace last opened from it, to come back to. */
export const tracesSearch = z.object({
  filter: z.string().max(4000).optional().catch(undefined),
  sort: z.enum(TRACE_SORTS).optional().catch(undefined),
  direction: z.enum(['asc', 'desc']).optional().catch(undefined),
  /** Ids of columns in their order, `time,name,cost`; absent: as the person prefers. */
  columns: z.string().max(400).optional().catch(undefined),
  row: z.string().max(1000).optional().catch(undefined),
})

export type TraceSort = (typeof TRACE_SORTS)[number]
