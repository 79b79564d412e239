import type { Job } from '../../shared/model/job.ts'
import { formatBytes, formatCount, formatSeconds } from '../../shared/format.ts'
import styles from './job-bar.module.css'
import { ProgressTrack } from './progress-track.tsx'

/** One running job in a line: what, how far, how fast, how long still, and the way to stop it. */
export function JobBar({ job, onCancel }: { job: Job; onCancel?: () => void }) {
  return (
    <div className={styles.bar}>
      <span className={styles.text}>{describeJob(job)}</span>
      <ProgressTrack className={styles.track} label={job.title} fraction={job.fraction} />
      {onCancel ? (
        <button type="button" className={styles.cancel} onClick={onCancel} aria-label={`Cancel ${job.title}`}>
          Cancel
        </button>
      ) : null}
    </div>
  )
}

/** What a job does now: the step of an analysis says it by itself; of a path only the file's name is told. */
export function namesOfJob(job: Job): { title: string; detail: string } {
  if (job.kind === 'analyze' && job.detail !== '') {
    return { title: job.detail.charAt(0).toUpperCase() + job.detail.slice(1), detail: '' }
  }
  const detail = job.detail.split(/[/\\]/).at(-1) ?? ''
  return { title: job.title, detail: job.title.includes(detail) ? '' : detail }
}

/** Where a browser's uploads lie for the time of an import. */
const UPLOAD_FOLDER = /\S*[/\\]tidemark-uploads-[^/\\]+[/\\][^/\\]+[/\\]/g

/** Why a job failed; of an uploaded file only the name is told, for its folder is no place of the person's. */
export function failureOf(job: Job): string | undefined {
  return job.error?.message.replaceAll(UPLOAD_FOLDER, '')
}

/** The words of a job's progress, parts that are unknown left out. */
export function describeJob(job: Job): string {
  if (job.state === 'queued') return `${job.title} · waiting`
  const { title, detail } = namesOfJob(job)
  const parts = [detail ? `${title}: ${detail}` : title]
  if (job.bytesTotal !== null && job.bytesTotal > 0)
    parts.push(`${formatBytes(job.bytesDone)} of ${formatBytes(job.bytesTotal)}`)
  else if (job.bytesDone > 0) parts.push(formatBytes(job.bytesDone))
  else if (job.recordsDone > 0) parts.push(`${formatCount(job.recordsDone)} traces`)
  if (job.rate !== null) parts.push(`${formatBytes(job.rate)}/s`)
  if (job.secondsLeft !== null) parts.push(`${formatSeconds(job.secondsLeft)} left`)
  return parts.join(' · ')
}
