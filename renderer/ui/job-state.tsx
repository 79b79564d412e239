import type { Job } from '../../shared/model/job.ts'
import { failureOf } from './job-bar.tsx'
import styles from './job-state.module.css'
import { ProgressTrack } from './progress-track.tsx'
import { messageOf } from './states.tsx'

/** How a job that was started here goes: its progress, or why it failed in its own sentence. Nothing once it is done. */
export function JobState({
  job: { job, isRunning, error },
  doing,
}: {
  job: { job: Job | undefined; isRunning: boolean; error: Error | null }
  /** What it does, for those who cannot see the bar. */
  doing: string
}) {
  if (isRunning)
    return (
      <div className={styles.running} role="status">
        <span>{job?.detail ? `${doing}: ${job.detail}` : `${doing}…`}</span>
        <ProgressTrack className={styles.track} label={doing} fraction={job?.fraction ?? null} />
      </div>
    )
  const failure = error
    ? messageOf(error)
    : job?.state === 'failed'
      ? failureOf(job)
      : job?.state === 'cancelled'
        ? 'Cancelled; nothing was changed.'
        : undefined
  return failure ? (
    <p className={styles.failed} role="alert">
      {failure}
    </p>
  ) : null
}
