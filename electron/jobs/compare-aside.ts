import type { MethodInput, MethodOutput } from '../../shared/contract.ts'
import { runAside } from './run-aside.ts'

type Method = 'compare.run' | 'compare.differs'

/** What the worker of a comparison is started with. */
export interface CompareQuestion {
  path: string
  method: Method
  input: MethodInput<'compare.run'>
}

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
      const question: CompareQuestion = { path, method, input }
      return (await runAside('compare-worker', question)) as MethodOutput<M>
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }
}
