import type { Job } from '../../shared/model/job.ts'
import type { WorkerProgress } from './worker-protocol.ts'

/** Turns a worker's totals into the fields of a job: share done, rate, time left. */
export type Meter = (progress: WorkerProgress) => Partial<Job>

/** The rate is that of the last seconds, so that it follows a slow disk within a breath. */
const WINDOW_MS = 4000

/** `now` is given by tests only. */
export function createMeter(now: () => number = () => performance.now()): Meter {
  let samples: { at: number; bytes: number }[] = []
  return (progress) => {
    const change: Partial<Job> = {}
    if (progress.detail !== undefined) change.detail = progress.detail
    if (progress.recordsDone !== undefined) change.recordsDone = progress.recordsDone
    if (progress.fraction !== undefined) change.fraction = progress.fraction
    if (progress.bytesDone === undefined) return change
    const at = now()
    samples = [...samples.filter((sample) => at - sample.at <= WINDOW_MS), { at, bytes: progress.bytesDone }]
    const first = samples[0]
    const rate = first && at > first.at ? ((progress.bytesDone - first.bytes) / (at - first.at)) * 1000 : null
    const total = progress.bytesTotal ?? null
    change.bytesDone = progress.bytesDone
    change.bytesTotal = total
    change.rate = rate
    change.secondsLeft = rate && total !== null ? Math.max(0, (total - progress.bytesDone) / rate) : null
    if (progress.fraction === undefined)
      change.fraction = total ? Math.min(1, progress.bytesDone / total) : null
    return change
  }
}
