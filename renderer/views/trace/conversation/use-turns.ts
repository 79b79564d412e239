import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call } from '../../../api/client.ts'
import { groupTurns } from './blocks.ts'

/** The first part shows at once; what follows is fetched in few steps, since a jump may lead far. */
const FIRST_PAGE = 200
const PAGE = 1000

/** The cache entry of a trace's conversation, as far as it is loaded. */
export function turnsQuery(traceId: string) {
  return infiniteQueryOptions({
    queryKey: ['trace.conversation', { traceId }, 'pages'],
    queryFn: ({ pageParam }) =>
      call('trace.conversation', { traceId, offset: pageParam, limit: pageParam === 0 ? FIRST_PAGE : PAGE }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const loaded = pages.reduce((sum, page) => sum + page.turns.length, 0)
      return last.turns.length > 0 && loaded < last.total ? loaded : undefined
    },
  })
}

/** The turns of a trace, loaded in parts as one reads on, grouped into blocks. */
export function useTurns(traceId: string) {
  const query = useInfiniteQuery(turnsQuery(traceId))
  const pages = query.data?.pages
  const turns = useMemo(() => pages?.flatMap((page) => page.turns) ?? [], [pages])
  const blocks = useMemo(() => groupTurns(turns), [turns])
  return { query, blocks, loaded: turns.length, total: pages?.[0]?.total ?? 0 }
}
