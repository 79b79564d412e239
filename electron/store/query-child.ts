import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A process that was started for one query, whatever started it. */
export interface QueryChild {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: () => void): void
  /** Ends it at once, in the middle of a query as well. */
  kill(): void
}

/** Starts the entry with `directory` as its working and temporary directory. */
export type LaunchQuery = (entry: URL, directory: string) => QueryChild

/** Old-space limit in MB: an answer of the largest size fits several times. */
export const QUERY_HEAP_MB = 512

/** Starts it with the Node that runs this program. */
export const launchNode: LaunchQuery = (entry, directory) => {
  const child = fork(fileURLToPath(entry), [], {
    cwd: directory,
    env: { ...process.env, NODE_OPTIONS: '', TMPDIR: directory, SQLITE_TMPDIR: directory },
    execArgv: [`--max-old-space-size=${QUERY_HEAP_MB}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  return {
    send: (message) => void child.send(message instanceof Object ? message : {}),
    onMessage: (listener) => void child.once('message', listener),
    onExit: (listener) => {
      child.once('exit', listener)
      child.once('error', listener)
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
