import { once } from 'node:events'
import type { Job } from '../../shared/model/job.ts'
import { formatBytes, formatCount, formatSeconds } from '../../shared/format.ts'

/** What every command is run with. */
export interface GlobalOptions {
  workspace?: string
  json?: boolean
  quiet?: boolean
}

/** Exit codes: 0 done, 1 failed and nothing changed, 2 wrong usage, 3 done but part of it was not. */
export const EXIT = { done: 0, failed: 1, usage: 2, partly: 3 } as const

/** One line of machine-readable output; nothing else goes to standard output with --json. */
export function printJson(value: unknown): void {
  printLine(JSON.stringify(value))
}

export function printLine(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** Lines of any number, no faster than they are taken. */
export async function printLines(lines: Iterable<string> | AsyncIterable<string>): Promise<void> {
  for await (const line of lines) {
    if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
  }
}

/** Messages for people, on standard error; silent with --quiet. */
export function say(options: GlobalOptions, text: string): void {
  if (!options.quiet) process.stderr.write(`${text}\n`)
}

const BAR_WIDTH = 24
/** Where the terminal does not say how wide it is. */
const USUAL_COLUMNS = 80

/** Draws one job's progress on a terminal: bar, share, bytes, rate, time left. Nothing where there is no terminal. */
export function progressBar(options: GlobalOptions): { show(job: Job): void; clear(): void } {
  const active = process.stderr.isTTY && !options.quiet
  let drawn = false
  return {
    show: (job) => {
      if (!active || job.state !== 'running') return
      drawn = true
      // A line that wraps could not be taken back.
      const line = barLine(job).slice(0, (process.stderr.columns || USUAL_COLUMNS) - 1)
      process.stderr.write(`\r\x1b[2K${line}`)
    },
    clear: () => {
      if (drawn) process.stderr.write('\r\x1b[2K')
      drawn = false
    },
  }
}

/** The line of a progress bar, e.g. `███████░░░░░  57 %  1.2 of 2.1 GB  96 MB/s  10 s left  traces.jsonl`. */
export function barLine(job: Job): string {
  const parts: string[] = []
  if (job.fraction !== null) {
    const filled = Math.round(job.fraction * BAR_WIDTH)
    parts.push('█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled), `${Math.floor(job.fraction * 100)} %`)
  }
  if (job.bytesTotal) parts.push(`${formatBytes(job.bytesDone)} of ${formatBytes(job.bytesTotal)}`)
  else if (job.recordsDone) parts.push(`${formatCount(job.recordsDone)} records`)
  if (job.rate) parts.push(`${formatBytes(job.rate)}/s`)
  if (job.secondsLeft !== null) parts.push(`${formatSeconds(Math.ceil(job.secondsLeft))} left`)
  if (job.detail) parts.push(job.detail)
  return parts.join('  ')
}
