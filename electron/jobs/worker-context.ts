import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '../../shared/errors.ts'
import { GIVE_WAY, type WorkerMessage, type WorkerProgress, type WorkerStart } from './worker-protocol.ts'

/** What a job's code in the worker may do besides its work. */
export interface JobContext {
  progress(progress: WorkerProgress): void
  /** Throws AppError `cancelled` once the user has cancelled; cheap enough to ask often. */
  checkCancelled(): void
}

/** What a job may ask that can end early and go on later. */
export interface PatientContext extends JobContext {
  /** True once another job waits for this one; only where the request says that it gives way. */
  isAskedToGiveWay(): boolean
}

/** Progress messages are held back so that a fast job does not flood the window. */
const PROGRESS_INTERVAL_MS = 100

/** A job's code in the worker; what it returns and throws is posted. */
type JobWork<T> = (input: T, context: PatientContext) => Promise<unknown>

/** Runs the one job this worker thread was started for and posts its end. The second place where errors are caught. */
export async function runJob<T>(work: JobWork<T>): Promise<void> {
  const port = parentPort
  if (!port) throw new Error('runJob is called in a worker thread only')
  const { input, cancel } = workerData as WorkerStart<T>
  const flag = new Int32Array(cancel)
  const post = (message: WorkerMessage): void => port.postMessage(message)
  let last = 0
  const context: PatientContext = {
    progress: (progress) => {
      const now = performance.now()
      if (now - last < PROGRESS_INTERVAL_MS) return
      last = now
      post({ type: 'progress', progress })
    },
    checkCancelled: () => {
      if (Atomics.load(flag, 0) === 1) throw new AppError('cancelled')
    },
    isAskedToGiveWay: () => Atomics.load(flag, 0) === GIVE_WAY,
  }
  try {
    post({ type: 'done', result: await work(input, context) })
  } catch (error) {
    if (error instanceof AppError)
      post({ type: 'failed', code: error.code, details: error.details, log: null })
    else
      post({
        type: 'failed',
        code: 'internal',
        details: {},
        log: error instanceof Error ? (error.stack ?? error.message) : String(error),
      })
  }
}
