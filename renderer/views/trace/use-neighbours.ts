import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { z } from 'zod'
import { useCall } from '../../api/queries.ts'
import { pathTo, useGoTo, useScope } from '../view.ts'
import { traceOptions } from './trace-query.ts'
import type { traceSearch } from './trace-search.ts'

export type TraceSearch = z.output<typeof traceSearch>

/** The traces before and after this one in the list it was opened from; the next one is fetched ahead. */
export function useNeighbours(traceId: string, search: TraceSearch) {
  const scope = useScope()
  const { filter, sort, direction, tab } = search
  const goTo = useGoTo()
  const client = useQueryClient()
  const { data } = useCall('traces.neighbours', { ...scope, filter, sort, direction, traceId })
  const next = data?.next ?? null
  useEffect(() => {
    if (next !== null) void client.prefetchQuery(traceOptions(next))
  }, [client, next])
  const go = (id: string | null) => {
    if (id !== null) goTo(pathTo('traces', id), { filter, sort, direction, tab })
  }
  return {
    /** Its place in the list it was opened from, from 1; null where it has none. */
    place: data?.place ?? null,
    hasPrevious: data?.previous !== undefined && data.previous !== null,
    hasNext: next !== null,
    toPrevious: () => go(data?.previous ?? null),
    toNext: () => go(next),
    toList: () => goTo('/traces', { filter, sort, direction, row: traceId }),
  }
}
