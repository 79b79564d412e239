import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReportRequest } from '../../../shared/model/report.ts'
import { keepWorkingReport, readWorkingReport, WORKING_KEY } from '../../api/working-report.ts'

/** After the last change; every key would be a write. */
const KEEP_AFTER_MS = 700

export interface WorkingReport {
  request: ReportRequest | undefined
  /** Why it could not be read. */
  error: Error | null
  change: (part: Partial<ReportRequest>) => void
  /** Why the last change is not kept in the workspace, e.g. while an import writes. */
  unkept: unknown
}

/** The report in work: read once from the workspace, changed here, kept there a moment after each change. */
export function useWorkingReport(): WorkingReport {
  const client = useQueryClient()
  const { data, error } = useQuery({ queryKey: WORKING_KEY, queryFn: readWorkingReport, staleTime: Infinity })
  const [unkept, setUnkept] = useState<unknown>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const keep = useCallback(async () => {
    const latest = client.getQueryData<typeof data>(WORKING_KEY)
    if (latest === undefined) return
    try {
      const id = await keepWorkingReport(latest.id, latest.request)
      client.setQueryData<typeof data>(WORKING_KEY, (now) => now && { ...now, id })
      setUnkept(null)
    } catch (failure) {
      setUnkept(failure)
    }
  }, [client])
  const change = useCallback(
    (part: Partial<ReportRequest>) => {
      client.setQueryData<typeof data>(
        WORKING_KEY,
        (now) => now && { ...now, request: { ...now.request, ...part } },
      )
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void keep(), KEEP_AFTER_MS)
    },
    [client, keep],
  )
  useEffect(
    () => () => {
      if (timer.current === undefined) return
      clearTimeout(timer.current)
      void keep()
    },
    [keep],
  )
  return { request: data?.request, error, change, unkept }
}
