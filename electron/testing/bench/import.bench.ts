import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type BenchRow, parseEveryLine, runCommand } from './measure.ts'

/** Runs of some forty spans of 4.4 KB, as agents with tools leave them; the plain sample is made small on purpose. */
const TURNS = 6
const BYTES_PER_TRACE = 170_000

/** Imports generated OTLP JSONL of about `megabytes` and classifies it; every figure is a ratio within this run. */
export async function benchImport(
  folder: string,
  megabytes: number,
): Promise<{ rows: BenchRow[]; workspace: string }> {
  const file = join(folder, 'traffic.jsonl')
  const workspace = join(folder, 'import.tidemark')
  const weeks = 8
  const perDay = Math.round((megabytes * 1e6) / BYTES_PER_TRACE / (weeks * 7))
  await runCommand([
    'sample',
    '--out',
    file,
    '--turns',
    String(TURNS),
    '--weeks',
    String(weeks),
    '--traces-per-day',
    String(perDay),
    '--quiet',
  ])
  const bytes = statSync(file).size
  const parseSeconds: number[] = []
  const importSeconds: number[] = []
  let peakMb = 0
  for (let round = 0; round < 2; round++) {
    parseSeconds.push(await parseEveryLine(file))
    for (const suffix of ['', '-wal', '-shm', '-lock']) rmSync(workspace + suffix, { force: true })
    const run = await runCommand(['import', file, '--workspace', workspace, '--json', '--quiet'])
    importSeconds.push(run.seconds)
    peakMb = Math.max(peakMb, run.peakMb ?? 0)
  }
  const ratio = Math.min(...parseSeconds) / Math.min(...importSeconds)
  const size = statSync(workspace).size / bytes
  const analyze = await runCommand(['analyze', '--workspace', workspace, '--json', '--quiet'])
  const share = analyze.seconds / Math.min(...importSeconds)
  const mb = (bytes / 1e6).toFixed(0)
  const rows: BenchRow[] = [
    {
      what: `import of ${mb} MB OTLP JSONL, speed against JSON.parse of every line`,
      measured: ratio.toFixed(2),
      goal: 'at least 0.35',
      met: ratio >= 0.35,
    },
    {
      what: 'peak memory of that import',
      measured: `${peakMb.toFixed(0)} MB`,
      goal: 'below 600 MB',
      met: peakMb < 600,
    },
    {
      what: 'workspace size against the export',
      measured: size.toFixed(2),
      goal: 'at most 0.35',
      met: size <= 0.35,
    },
    {
      what: 'analysing those traces (categories and watch), time against importing them',
      measured: share.toFixed(2),
      goal: 'below 1',
      met: share < 1,
    },
    {
      what: 'peak memory of the analysis',
      measured: `${(analyze.peakMb ?? 0).toFixed(0)} MB`,
      goal: 'below 600 MB',
      met: (analyze.peakMb ?? 0) < 600,
    },
  ]
  console.log(
    `import: ${(bytes / 1e6 / Math.min(...importSeconds)).toFixed(0)} MB/s here, JSON.parse ${(bytes / 1e6 / Math.min(...parseSeconds)).toFixed(0)} MB/s`,
  )
  return { rows, workspace }
}
