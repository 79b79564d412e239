import type { ErrorCode, ErrorDetails } from '../../shared/errors.ts'
import type { Job } from '../../shared/model/job.ts'

/** What a worker tells about its work. All numbers are totals so far. */
export interface WorkerProgress {
  detail?: string
  bytesDone?: number
  bytesTotal?: number | null
  recordsDone?: number
  /** 0..1 where bytes say nothing. */
  fraction?: number | null
}

export type WorkerMessage =
  | { type: 'progress'; progress: WorkerProgress }
  | { type: 'done'; result: unknown }
  | { type: 'failed'; code: ErrorCode; details: ErrorDetails; log: string | null }

/** What every worker is started with; `input` is its own. */
export interface WorkerStart<T> {
  input: T
  /** One Int32: set to 1 to cancel, to GIVE_WAY where another job waits. Shared memory, because a worker in the middle of a batch reads no messages. */
  cancel: SharedArrayBuffer
}

/** Value of the flag that asks a job that can go on later to end now. */
export const GIVE_WAY = 2

export type JobKind = Job['kind']
