import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { MethodInput } from '../../../shared/contract.ts'
import type { Job } from '../../../shared/model/job.ts'
import { call } from '../../api/client.ts'
import { isActive, useCancelJob, useJobs } from '../../api/queries.ts'
import { failureOf } from '../../ui/job-bar.tsx'
import { messageOf } from '../../ui/states.tsx'

export interface WatchJob {
  start: (change: MethodInput<'watch.change'>) => void
  /** Forgets it, and cancels it while it runs. */
  stop: () => void
  /** The job as it stands; undefined before the first event of it. */
  job: Job | undefined
  isRunning: boolean
  isDone: boolean
  failure: string | null
}

/** Tries a decision about the baseline or carries it out, and follows the job that does. */
export function useWatchJob(method: 'watch.preview' | 'watch.change'): WatchJob {
  const client = useQueryClient()
  const cancel = useCancelJob()
  const begun = useMutation({
    mutationFn: (change: MethodInput<'watch.change'>) => call(method, change),
    onSettled: () => client.invalidateQueries({ queryKey: ['jobs.list'] }),
  })
  const id = begun.data?.jobId
  const job = useJobs().find((candidate) => candidate.id === id)
  const failure = begun.isError
    ? messageOf(begun.error)
    : job?.state === 'failed'
      ? (failureOf(job) ?? 'It failed.')
      : job?.state === 'cancelled'
        ? 'It was cancelled; nothing was changed.'
        : null
  return {
    start: (change) => begun.mutate(change),
    stop: () => {
      if (job && isActive(job)) cancel.mutate(job.id)
      begun.reset()
    },
    job,
    isRunning: begun.isPending || (begun.isSuccess && (job === undefined || isActive(job))),
    isDone: job?.state === 'done',
    failure,
  }
}
