import { EXIT } from './terminal.ts'

/** What a shell reports of a program that Ctrl+C ended. */
const EXIT_INTERRUPTED = 130

/**
 * Runs work that can be cancelled: the first Ctrl+C (or SIGTERM) asks it to stop and take back what it did, a second
 * one ends the program at once.
 */
export async function cancellable<T>(work: Promise<T>, cancel: () => void): Promise<T> {
  let asked = false
  const interrupt = (): void => {
    if (asked) process.exit(EXIT_INTERRUPTED)
    asked = true
    cancel()
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  try {
    return await work
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}

/** `tidemark findings | head` ends the pipe early: that is no failure. */
export function endWithPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.done)
    throw error
  })
}
