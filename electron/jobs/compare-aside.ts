import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { MethodInput, MethodOutput } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { WorkerMessage, WorkerStart } from './worker-protocol.ts'

type Method = 'compare.run' | 'compare.differs'

/** What the worker of a comparison is started with. */
export interface CompareQuestion {
  path: string
  method: Method
  input: MethodInput<'compare.run'>
}

const ENTRY = new URL(`./compare-worker${extname(fileURLToPath(import.meta.url))}`, import.meta.url)
/** One for the comparison and one for what differs; further questions wait. */
const MOST_AT_ONCE = 2

/**
 * Answers questions that read both sides whole in worker threads: a hundred thousand traces take about a second, and
 * nothing in the window waits for it. Rejects with the AppError of the work.
 */
export function createComparer(
  path: string,
): <M extends Method>(method: M, input: MethodInput<M>) => Promise<MethodOutput<M>> {
  const waiting: (() => void)[] = []
  let running = 0
  return async <M extends Method>(method: M, input: MethodInput<M>) => {
    if (running >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
    running += 1
    try {
      return (await answer({ path, method, input })) as MethodOutput<M>
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }
}

function answer(input: CompareQuestion): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const workerData: WorkerStart<CompareQuestion> = { input, cancel: new SharedArrayBuffer(4) }
  const worker = new Worker(ENTRY, { workerData })
  // A question nobody can read the answer of any more must not keep the program alive.
  worker.unref()
  worker.once('message', (message: WorkerMessage) => {
    if (message.type === 'done') resolve(message.result)
    else if (message.type === 'failed')
      reject(new AppError(message.code, message.details, { cause: message.log }))
  })
  worker.once('error', reject)
  worker.once('exit', () => reject(new AppError('internal')))
  return promise
}
