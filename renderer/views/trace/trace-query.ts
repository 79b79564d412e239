import { queryOptions, replaceEqualDeep } from '@tanstack/react-query'
import { readSpanRows } from '../../../shared/contract/span-table.ts'
import type { TraceDetail } from '../../../shared/contract/traces.ts'
import { call } from '../../api/client.ts'

/** A left trace is kept so long: a hundred big ones stepped through must not stay in memory. */
const KEPT_MS = 60_000

/** The cache entry of one trace. Its spans are fetched once for each revision, however often the rest is asked anew. */
export function traceOptions(traceId: string) {
  const queryKey = ['trace.get', { traceId }] as const
  return queryOptions({
    queryKey,
    queryFn: async ({ client }): Promise<TraceDetail> => {
      const held = client.getQueryData<TraceDetail>(queryKey)
      const { spans, ...rest } = await call('trace.get', { traceId, known: held?.revision })
      return { ...rest, spans: spans === null ? (held?.spans ?? []) : readSpanRows(spans) }
    },
    // Compares all but the spans, which are the same array or new.
    structuralSharing: (held, next) => shareAllButSpans(held, next),
    gcTime: KEPT_MS,
  })
}

function shareAllButSpans(held: unknown, next: unknown): unknown {
  if (!isDetail(held) || !isDetail(next)) return next
  const { spans: heldSpans, ...before } = held
  const { spans, ...after } = next
  const shared = replaceEqualDeep(before, after)
  return shared === before && spans === heldSpans ? held : { ...shared, spans }
}

function isDetail(value: unknown): value is TraceDetail {
  return typeof value === 'object' && value !== null && 'spans' in value
}
