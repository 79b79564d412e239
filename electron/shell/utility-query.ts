import { fileURLToPath } from 'node:url'

/** The part of a utility process that a query needs. */
interface UtilityChild {
  pid?: number | undefined
  postMessage(message: unknown): void
  on(event: 'message' | 'exit', listener: (message: unknown) => void): unknown
  kill(): boolean
}

type Fork = (
  path: string,
  args: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; execArgv: string[]; serviceName: string; stdio: 'ignore' },
) => UtilityChild

/**
 * Starts a query's process as Electron's utility process: a packaged Electron cannot run as plain Node, that fuse is
 * off. `heapMb` limits its heap.
 */
export function createUtilityLaunch(fork: Fork, heapMb: number) {
  return (entry: URL, directory: string) => {
    const child = fork(fileURLToPath(entry), [], {
      cwd: directory,
      env: { ...process.env, NODE_OPTIONS: '', TMPDIR: directory, SQLITE_TMPDIR: directory },
      execArgv: [`--max-old-space-size=${heapMb}`],
      serviceName: 'Tidemark query',
      stdio: 'ignore',
    })
    return {
      // A process, unlike a window, has no target origin.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      send: (message: unknown) => child.postMessage(message),
      onMessage: (listener: (message: unknown) => void) => void child.on('message', listener),
      onExit: (listener: () => void) => void child.on('exit', listener),
      // A query in the middle of a step hears no signal that can be handled.
      kill: () => void (child.pid === undefined ? child.kill() : process.kill(child.pid, 'SIGKILL')),
    }
  }
}
