import { spawn } from 'node:child_process'
import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT_ROOT } from '../layers.ts'

export const CLI = join(PROJECT_ROOT, 'out/main/cli.js')

export interface Run {
  seconds: number
  /** Peak resident memory in MB; null where /proc is not there. */
  peakMb: number | null
  stdout: string
}

/** Runs the built command line and watches its peak memory. Throws with its messages where it fails. */
export async function runCommand(args: string[]): Promise<Run> {
  const started = performance.now()
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  let peak: number | null = null
  const watch = setInterval(() => {
    peak = peakMemory(child.pid) ?? peak
  }, 50)
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  clearInterval(watch)
  if (code !== 0) throw new Error(`tidemark ${args.join(' ')} ended with ${code}: ${stderr}`)
  return { seconds: (performance.now() - started) / 1000, peakMb: peak, stdout }
}

function peakMemory(pid: number | undefined): number | null {
  try {
    const match = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return match?.[1] ? Number(match[1]) / 1024 : null
  } catch {
    return null
  }
}

/** Seconds that JSON.parse of every line of a file takes, reading included: what an import is measured against. */
export async function parseEveryLine(file: string): Promise<number> {
  const started = performance.now()
  let rest: Buffer = Buffer.alloc(0)
  let lines = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    let from = 0
    const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    for (let end = data.indexOf(10, from); end >= 0; end = data.indexOf(10, from)) {
      JSON.parse(data.toString('utf8', from, end))
      lines++
      from = end + 1
    }
    rest = data.subarray(from)
  }
  if (lines === 0) throw new Error(`${file} has no lines`)
  return (performance.now() - started) / 1000
}

/** The q-th quantile of some numbers. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN
}

export interface BenchRow {
  what: string
  measured: string
  goal: string
  met: boolean
}

export function printTable(title: string, rows: readonly BenchRow[]): void {
  console.log(`\n${title}\n\n| what | measured | goal | |\n|---|---|---|---|`)
  for (const row of rows)
    console.log(`| ${row.what} | ${row.measured} | ${row.goal} | ${row.met ? 'met' : 'missed'} |`)
}
