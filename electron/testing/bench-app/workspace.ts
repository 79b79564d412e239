import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { runCommand } from '../bench/measure.ts'
import { writeLongTrace } from './long-trace.ts'

const DAYS = 56

/**
 * A workspace of about `traces` generated traces and one of 100,000 spans, imported and analysed. It is kept in the
 * temporary folder for the next run; says how large it is and how long it took.
 */
export async function benchWorkspace(traces: number): Promise<string> {
  const folder = join(tmpdir(), 'tidemark-bench-app')
  const ready = join(folder, `traces-${traces}.tidemark`)
  if (!existsSync(ready)) await make(folder, ready, traces)
  console.log(`${ready}: ${(statSync(ready).size / 1e6).toFixed(0)} MB`)
  return ready
}

async function make(folder: string, ready: string, traces: number): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const started = performance.now()
  const sample = join(folder, 'sample.jsonl')
  const long = join(folder, 'long.jsonl')
  // It gets its name when it is whole: what an interrupted run left is made anew.
  const workspace = join(folder, 'unfinished.tidemark')
  for (const rest of ['', '-wal', '-shm']) rmSync(workspace + rest, { force: true })
  try {
    const perDay = String(Math.round(traces / DAYS))
    await runCommand(['sample', '--out', sample, '--traces-per-day', perDay, '--quiet'])
    writeLongTrace(long)
    await runCommand(['import', sample, long, '--workspace', workspace, '--quiet'])
  } finally {
    rmSync(sample, { force: true })
    rmSync(long, { force: true })
  }
  await runCommand(['analyze', '--workspace', workspace, '--quiet'])
  renameSync(workspace, ready)
  rmSync(`${workspace}-lock`, { force: true })
  console.log(`made in ${((performance.now() - started) / 1000).toFixed(0)} s`)
}

/** Ids of some ordinary traces of a workspace, and of a shift where there is one. */
export async function knownIds(workspace: string): Promise<{ traces: string[]; shift: string | null }> {
  const ask = async (sql: string): Promise<string[]> => {
    const { stdout } = await runCommand(['query', sql, '--workspace', workspace, '--json'])
    return z
      .object({ rows: z.array(z.tuple([z.string()])) })
      .parse(JSON.parse(stdout))
      .rows.flat()
  }
  return {
    traces: await ask('SELECT trace_id FROM traces WHERE span_count BETWEEN 4 AND 100 LIMIT 20'),
    shift: (await ask('SELECT id FROM shifts LIMIT 1'))[0] ?? null,
  }
}
