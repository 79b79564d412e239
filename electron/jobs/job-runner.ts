import { randomUUID } from 'node:crypto'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { AppError, errorText } from '../../shared/errors.ts'
import type { Job } from '../../shared/model/job.ts'
import { createMeter, type Meter } from './progress-meter.ts'
import { GIVE_WAY, type JobKind, type WorkerMessage, type WorkerStart } from './worker-protocol.ts'

export interface JobRequest {
  kind: JobKind
  title: string
  /** File of the worker beside this one, without extension. */
  worker:
    | 'import-worker'
    | 'analysis-worker'
    | 'undo-worker'
    | 'preview-worker'
    | 'report-worker'
    | 'export-worker'
    | 'index-worker'
  input: object
  /** It is asked to end early as soon as another job waits, and runs after all that do not. */
  givesWay?: boolean
  /** Work before the worker starts, outside of it; what it gives joins the input. Stops when the signal does. */
  prepare?: (signal: AbortSignal) => Promise<object>
  /** Work after the worker has ended, outside of it; what it gives is the job's result. */
  finish?: (result: unknown, signal: AbortSignal) => Promise<unknown>
}

export interface JobRunner {
  /** Queues the job; jobs run one after the other, because one process writes a workspace at a time. */
  start(request: JobRequest): Job
  /** Resolves with the result, rejects with AppError. */
  finished(id: string): Promise<unknown>
  /** True where the job was still queued or running. */
  cancel(id: string): boolean
  list(): Job[]
  close(): Promise<void>
}

interface Entry {
  job: Job
  request: JobRequest
  cancelFlag: Int32Array<SharedArrayBuffer>
  meter: Meter
  worker: Worker | null
  /** Ends the preparation. */
  stop: AbortController
  done: Promise<unknown>
  settle: { resolve(value: unknown): void; reject(error: unknown): void }
}

/**
 * The collector works the sooner the smaller a heap may grow. Importing 0.8 GB peaked at 430 MB with these limits, at
 * 630 MB without, in the same time; a line of 64 MB, the longest that is read, needs a fraction of them.
 */
const HEAP = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 1536 }

/** Ended jobs that stay listed, so that a reloaded page still finds what it started. */
const KEEP_ENDED = 50

/**
 * Runs jobs in worker threads and tells `onChange` whenever one starts, moves or ends. `fileOf` gives the file of a
 * worker; left out, it is the one beside this file.
 */
export function createJobRunner(
  onChange: (job: Job) => void,
  log: (text: string) => void,
  fileOf: (worker: JobRequest['worker']) => URL = workerFile,
): JobRunner {
  const entries: Entry[] = []
  const find = (id: string): Entry | undefined => entries.find((entry) => entry.job.id === id)
  const update = (entry: Entry, change: Partial<Job>): void => {
    entry.job = { ...entry.job, ...change }
    onChange(entry.job)
  }
  const fail = (entry: Entry, error: AppError): void => {
    const state = error.code === 'cancelled' ? 'cancelled' : 'failed'
    update(entry, {
      state,
      finishedAt: Date.now(),
      secondsLeft: null,
      rate: null,
      error: { code: error.code, message: errorText(error.code, error.details) },
    })
    entry.settle.reject(error)
  }
  const failWith = (entry: Entry, error: unknown): void => {
    if (!(error instanceof AppError))
      log(error instanceof Error ? (error.stack ?? error.message) : String(error))
    fail(entry, error instanceof AppError ? error : new AppError('internal'))
  }
  const succeed = (entry: Entry, result: unknown): void => {
    update(entry, { state: 'done', fraction: 1, finishedAt: Date.now(), secondsLeft: null, result })
    entry.settle.resolve(result)
  }
  const next = (): void => {
    if (entries.some((entry) => entry.job.state === 'running')) return
    const queued = entries.filter((candidate) => candidate.job.state === 'queued')
    const entry = queued.find((candidate) => !candidate.request.givesWay) ?? queued[0]
    if (entry) run(entry)
  }
  const run = (entry: Entry): void => {
    update(entry, { state: 'running', startedAt: Date.now() })
    const { prepare, input } = entry.request
    if (prepare === undefined) startWorker(entry, input)
    else void prepareInput(entry, prepare, input)
  }
  const prepareInput = async (
    entry: Entry,
    prepare: NonNullable<JobRequest['prepare']>,
    input: object,
  ): Promise<void> => {
    try {
      const more = await prepare(entry.stop.signal)
      startWorker(entry, { ...input, ...more })
    } catch (error) {
      failWith(entry, error)
      next()
    }
  }
  const finishResult = async (
    entry: Entry,
    finish: NonNullable<JobRequest['finish']>,
    result: unknown,
  ): Promise<void> => {
    try {
      succeed(entry, await finish(result, entry.stop.signal))
    } catch (error) {
      failWith(entry, error)
    }
    next()
  }
  const startWorker = (entry: Entry, input: object): void => {
    const workerData: WorkerStart<unknown> = { input, cancel: entry.cancelFlag.buffer }
    const worker = new Worker(fileOf(entry.request.worker), { workerData, resourceLimits: HEAP })
    entry.worker = worker
    let ended = false
    const end = (): boolean => {
      const first = !ended
      ended = true
      return first
    }
    worker.on('message', (message: WorkerMessage) => {
      if (message.type === 'progress') update(entry, entry.meter(message.progress))
      else if (!end()) return
      else if (message.type === 'done') {
        const { finish } = entry.request
        if (finish === undefined) succeed(entry, message.result)
        else void finishResult(entry, finish, message.result)
      } else {
        if (message.log !== null) log(message.log)
        fail(entry, new AppError(message.code, message.details))
      }
    })
    worker.on('error', (error) => {
      log(error instanceof Error ? (error.stack ?? error.message) : String(error))
      if (end()) fail(entry, new AppError('internal'))
    })
    worker.on('exit', () => {
      entry.worker = null
      if (end()) fail(entry, new AppError('internal'))
      next()
    })
  }
  return {
    start: (request) => {
      const entry = createEntry(request)
      entries.push(entry)
      while (entries.length > KEEP_ENDED && entries[0]?.job.finishedAt) entries.shift()
      onChange(entry.job)
      if (!request.givesWay) askWay(entries)
      next()
      return entry.job
    },
    finished: (id) => find(id)?.done ?? Promise.reject(new AppError('not_found', { what: `The job ${id}` })),
    cancel: (id) => {
      const entry = find(id)
      if (!entry || entry.job.finishedAt !== null) return false
      Atomics.store(entry.cancelFlag, 0, 1)
      entry.stop.abort()
      if (entry.job.state === 'queued') fail(entry, new AppError('cancelled'))
      return true
    },
    list: () => entries.map((entry) => entry.job).toReversed(),
    close: async () => {
      for (const entry of entries) {
        Atomics.store(entry.cancelFlag, 0, 1)
        entry.stop.abort()
        if (entry.job.state === 'queued') fail(entry, new AppError('cancelled'))
      }
      await Promise.all(entries.map((entry) => entry.done.catch(() => null)))
    },
  }
}

/** Tells running jobs that give way that another one waits. */
function askWay(entries: readonly Entry[]): void {
  for (const { job, request, cancelFlag } of entries) {
    if (job.state === 'running' && request.givesWay) Atomics.compareExchange(cancelFlag, 0, 0, GIVE_WAY)
  }
}

function createEntry(request: JobRequest): Entry {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  // Who wants the outcome asks `finished`; a failure nobody waits for is shown through the job itself.
  promise.catch(() => null)
  return {
    job: {
      id: randomUUID(),
      kind: request.kind,
      title: request.title,
      state: 'queued',
      fraction: null,
      detail: '',
      bytesDone: 0,
      bytesTotal: null,
      recordsDone: 0,
      rate: null,
      secondsLeft: null,
      error: null,
      result: null,
      startedAt: Date.now(),
      finishedAt: null,
    },
    request,
    cancelFlag: new Int32Array(new SharedArrayBuffer(4)),
    meter: createMeter(),
    worker: null,
    stop: new AbortController(),
    done: promise,
    settle: { resolve, reject },
  }
}

function workerFile(name: string): URL {
  return new URL(`./${name}${extname(fileURLToPath(import.meta.url))}`, import.meta.url)
}
