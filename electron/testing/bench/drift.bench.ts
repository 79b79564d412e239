import { join } from 'node:path'
import { CATEGORIES } from '../../analysis/registry.ts'
import { updateDrift } from '../../jobs/update-drift.ts'
import { openWriter } from '../../store/connection.ts'
import { tryOut } from '../../store/try-out.ts'
import { type BenchRow, runCommand } from './measure.ts'

const TRACES = 1_000_000
const GOAL_SECONDS = 10
const CONTEXT = { checkCancelled: () => undefined, progress: () => undefined }

/** The sample's traces and verdicts, repeated under other names: what the drift job reads is then as large as asked. */
const REPEAT = `
  INSERT INTO trace(trace_id, import, source, session_id, name, agent, environment, user_id, start_us, duration_ns, status,
    span_count, llm_calls, tool_calls, input_tokens, output_tokens, cost_usd, model, provider, prompt_version, revision)
  SELECT trace_id || '/' || n, import, source, session_id || '/' || n, name, agent, environment, user_id,
    start_us + n * 1000003 % 3600000000, duration_ns, status, span_count, llm_calls, tool_calls, input_tokens,
    output_tokens, cost_usd, model, provider, prompt_version, revision
  FROM trace CROSS JOIN (
    WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < @times) SELECT n FROM counter)
  WHERE trace.id <= @last`

const VERDICTS = `
  INSERT INTO analysis(trace, rules, revision, verdicts)
  SELECT copy.id, rules, analysis.revision, verdicts FROM trace AS copy
  JOIN trace ON trace.trace_id = substr(copy.trace_id, 1, instr(copy.trace_id, '/') - 1)
  JOIN analysis ON analysis.trace = trace.id WHERE copy.id > @last`

/** Recomputing every count and state of a workspace of a million traces. */
export async function benchDrift(folder: string): Promise<BenchRow[]> {
  const workspace = join(folder, 'drift.tidemark')
  await runCommand(['sample', '--out', join(folder, 'drift.jsonl'), '--quiet'])
  await runCommand(['import', join(folder, 'drift.jsonl'), '--workspace', workspace, '--quiet'])
  await runCommand(['analyze', '--workspace', workspace, '--quiet'])
  const writer = openWriter(workspace, { create: false })
  try {
    const { db } = writer
    const last = Number(db.prepare('SELECT max(id) FROM trace').pluck().get())
    db.prepare(REPEAT).run({ last, times: Math.ceil(TRACES / last) })
    db.prepare(VERDICTS).run({ last })
    const traces = Number(db.prepare('SELECT count(*) FROM trace').pluck().get())
    const started = performance.now()
    tryOut(writer, () => updateDrift(writer, CATEGORIES, CONTEXT))
    const seconds = (performance.now() - started) / 1000
    const peak = process.resourceUsage().maxRSS / 1024
    return [
      {
        what: `recomputing the watch over ${traces.toLocaleString('en-US')} traces`,
        measured: `${seconds.toFixed(1)} s, ${peak.toFixed(0)} MB`,
        goal: `at most ${GOAL_SECONDS} s`,
        met: seconds <= GOAL_SECONDS,
      },
    ]
  } finally {
    writer.close()
  }
}
