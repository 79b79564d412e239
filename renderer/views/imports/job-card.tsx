import type { Job } from '../../../shared/model/job.ts'
import { formatBytes, formatCount, formatSeconds } from '../../../shared/format.ts'
import { isActive, useCancelJob } from '../../api/queries.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { failureOf, namesOfJob } from '../../ui/job-bar.tsx'
import { ProgressTrack } from '../../ui/progress-track.tsx'
import { Tag } from '../../ui/tag.tsx'
import styles from './job-card.module.css'

/** One job at work, in full: how far, how fast, how long still; or how it ended when it did not end well. */
export function JobCard({ job, onDismiss }: { job: Job; onDismiss?: () => void }) {
  const cancel = useCancelJob()
  const active = isActive(job)
  const names = namesOfJob(job)
  return (
    <Card className={styles.card} aria-label={job.title}>
      <div className={styles.head}>
        <h2>{active ? names.title : job.title}</h2>
        {job.state === 'queued' ? <Tag>waiting</Tag> : null}
        {job.state === 'failed' ? <Tag tone="bad">failed</Tag> : null}
        {job.state === 'cancelled' ? <Tag>cancelled</Tag> : null}
        <span className={styles.detail}>{active ? names.detail : ''}</span>
        {active ? (
          <Button onClick={() => cancel.mutate(job.id)} disabled={cancel.isPending}>
            {cancel.isPending ? 'Cancelling…' : 'Cancel'}
          </Button>
        ) : (
          <Button variant="quiet" onClick={onDismiss}>
            Dismiss
          </Button>
        )}
      </div>
      {active ? (
        <>
          <ProgressTrack className={styles.track} label={job.title} fraction={job.fraction} />
          <dl className={styles.figures}>
            <Figure name="read" value={bytesOf(job)} />
            <Figure
              name={job.kind === 'import' ? 'records' : 'traces'}
              value={job.recordsDone > 0 ? formatCount(job.recordsDone) : null}
            />
            <Figure name="rate" value={job.rate === null ? null : `${formatBytes(job.rate)}/s`} />
            <Figure name="left" value={job.secondsLeft === null ? null : formatSeconds(job.secondsLeft)} />
          </dl>
        </>
      ) : (
        <p className={styles.outcome}>{failureOf(job) ?? 'Nothing was changed.'}</p>
      )}
    </Card>
  )
}

function Figure({ name, value }: { name: string; value: string | null }) {
  if (value === null) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function bytesOf(job: Job): string | null {
  if (job.bytesTotal !== null && job.bytesTotal > 0)
    return `${formatBytes(job.bytesDone)} of ${formatBytes(job.bytesTotal)}`
  return job.bytesDone > 0 ? formatBytes(job.bytesDone) : null
}
