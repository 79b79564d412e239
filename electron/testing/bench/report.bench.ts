import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { REPORT_TEMPLATES } from '../../../shared/model/report.ts'
import { type BenchRow, runCommand } from './measure.ts'

const GOAL_SECONDS = 10
const GOAL_MB = 400
/** The sample has some 6.6 spans a trace. */
const SPANS_PER_TRACE = 6.6

/** Writes each template as HTML from a workspace of about `spans` spans; start of the program and opening included. */
export async function benchReport(folder: string, spans: number): Promise<BenchRow[]> {
  const workspace = join(folder, 'report.tidemark')
  const file = join(folder, 'report.jsonl')
  const perDay = Math.round(spans / SPANS_PER_TRACE / 56)
  await runCommand(['sample', '--out', file, '--traces-per-day', String(perDay), '--quiet'])
  await runCommand(['import', file, '--workspace', workspace, '--quiet'])
  rmSync(file)
  await runCommand(['analyze', '--workspace', workspace, '--quiet'])
  const rows: BenchRow[] = []
  for (const template of REPORT_TEMPLATES) {
    const out = join(folder, `${template}.html`)
    const { seconds, peakMb, stdout } = await runCommand([
      'report',
      '--template',
      template,
      '--out',
      out,
      '--workspace',
      workspace,
      '--json',
      '--quiet',
    ])
    const { bytes } = JSON.parse(stdout) as { bytes: number }
    rows.push({
      what: `${template} report as HTML`,
      measured: `${seconds.toFixed(1)} s, ${peakMb?.toFixed(0) ?? '?'} MB, a file of ${Math.round(bytes / 1000)} kB`,
      goal: `at most ${GOAL_SECONDS} s and ${GOAL_MB} MB`,
      met: seconds <= GOAL_SECONDS && (peakMb ?? 0) <= GOAL_MB,
    })
  }
  return rows
}
