import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { exportedReportSchema } from '../../../shared/contract/reports.ts'
import { formatBytes } from '../../../shared/format.ts'
import type { ReportFormat, ReportRequest } from '../../../shared/model/report.ts'
import { call } from '../../api/client.ts'
import { callOptions, isActive, useJobs } from '../../api/queries.ts'
import { saveFile } from '../../api/save-file.ts'

export interface ReportExport {
  start: (request: ReportRequest, format: ReportFormat) => void
  isRunning: boolean
  /** What became of the last one; null while there is none. */
  told: string | null
  error: unknown
}

/** Starts the job that writes a report, follows it to its end and hands the file over. */
export function useReportExport(): ReportExport {
  const client = useQueryClient()
  const [jobId, setJobId] = useState<string | null>(null)
  const job = useJobs().find(({ id }) => id === jobId)
  const starting = useMutation({
    mutationFn: (input: { request: ReportRequest; format: ReportFormat }) => call('reports.export', input),
    onSuccess: async ({ jobId: id }) => {
      setJobId(id)
      await client.invalidateQueries({ queryKey: ['jobs.list'] })
    },
  })
  const fetching = useMutation({
    mutationFn: async (result: unknown) => {
      const { file, bytes } = exportedReportSchema.parse(result)
      const { name, type, base64 } = await call('reports.file', { file })
      saveFile(name, bytesOf(base64), type)
      await client.invalidateQueries({ queryKey: callOptions('reports.list', {}).queryKey })
      return `${name}, ${formatBytes(bytes)}`
    },
  })
  const { mutate: hand } = fetching
  const { state, result } = job ?? {}
  useEffect(() => {
    if (state === 'done') hand(result)
  }, [state, result, hand])
  return {
    start: (request, format) => {
      setJobId(null)
      fetching.reset()
      starting.mutate({ request, format })
    },
    isRunning: starting.isPending || fetching.isPending || (job !== undefined && isActive(job)),
    told: fetching.data ?? null,
    error: starting.error ?? fetching.error ?? (state === 'failed' ? new Error(job?.error?.message) : null),
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
