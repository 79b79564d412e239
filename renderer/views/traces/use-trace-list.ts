import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { MethodInput } from '../../../shared/contract.ts'
import { call } from '../../api/client.ts'

/** The list as far as it is loaded; the next page follows the cursor of the one before. Asks nothing unless enabled. */
export function useTraceList(query: Omit<MethodInput<'traces.list'>, 'cursor' | 'limit'>, enabled: boolean) {
  const list = useInfiniteQuery({
    queryKey: ['traces.list', query],
    queryFn: ({ pageParam }) => call('traces.list', { ...query, cursor: pageParam, limit: PAGE }),
    enabled,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before) => before,
  })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  return { list, rows }
}

const PAGE = 200
