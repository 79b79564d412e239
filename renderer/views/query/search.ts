import { z } from 'zod'

export const CHART_KINDS = ['line', 'bars', 'points'] as const
export type ChartKind = (typeof CHART_KINDS)[number]

/** The query and how its answer is shown: a link carries both. */
export const querySearch = z.object({
  sql: z.string().max(20_000).optional().catch(undefined),
  show: z.enum(['table', 'chart']).optional().catch(undefined),
  chart: z.enum(CHART_KINDS).optional().catch(undefined),
  /** Columns by name. */
  x: z.string().max(200).optional().catch(undefined),
  by: z.string().max(200).optional().catch(undefined),
  y: z.string().max(200).optional().catch(undefined),
})
