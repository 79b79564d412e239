import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../shared/errors.ts'
import type { WorkerMessage, WorkerStart } from './worker-protocol.ts'

/** Answers one question in a worker thread of its own, beside the jobs. Rejects with the AppError of the work. */
export function runAside(worker: 'compare-worker' | 'report-worker', input: object): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const workerData: WorkerStart<object> = { input, cancel: new SharedArrayBuffer(4) }
  const entry = new URL(`./${worker}${extname(fileURLToPath(import.meta.url))}`, import.meta.url)
  const thread = new Worker(entry, { workerData })
  // A question nobody can read the answer of any more must not keep the program alive.
  thread.unref()
  thread.on('message', (message: WorkerMessage) => {
    if (message.type === 'done') resolve(message.result)
    else if (message.type === 'failed')
      reject(new AppError(message.code, message.details, { cause: message.log }))
  })
  thread.once('error', reject)
  thread.once('exit', () => reject(new AppError('internal')))
  return promise
}
