import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { MethodInput } from '../../shared/contract.ts'
import type { Job } from '../../shared/model/job.ts'
import { call } from './client.ts'
import { isActive, useJobs } from './queries.ts'

export interface WatchJob {
  start: (change: MethodInput<'watch.change'>) => void
  /** Forgets the last one. */
  reset: () => void
  isRunning: boolean
  /** The job that was started last; undefined until it is known. */
  job: Job | undefined
  /** What was asked for last. */
  change: MethodInput<'watch.change'> | undefined
  /** Why it could not even be started. */
  error: Error | null
}

/** Tries or carries out a decision about the watch and follows its job to the end. */
export function useWatchJob(method: 'watch.preview' | 'watch.change'): WatchJob {
  const client = useQueryClient()
  const [jobId, setJobId] = useState<string | null>(null)
  const jobs = useJobs()
  const job = jobs.find(({ id }) => id === jobId)
  const { mutate, reset, isPending, error, variables } = useMutation({
    mutationFn: (change: MethodInput<'watch.change'>) => call(method, change),
    onSuccess: async (started) => {
      setJobId(started.jobId)
      // A short job may have told its end already: asking then could only bring an older state.
      const known = client.getQueryData<Job[]>(['jobs.list', {}])?.some(({ id }) => id === started.jobId)
      if (known !== true) await client.invalidateQueries({ queryKey: ['jobs.list'] })
    },
  })
  return {
    start: (change) => {
      setJobId(null)
      mutate(change)
    },
    reset: () => {
      setJobId(null)
      reset()
    },
    isRunning: isPending || (jobId !== null && (job === undefined || isActive(job))),
    job,
    change: variables,
    error,
  }
}
