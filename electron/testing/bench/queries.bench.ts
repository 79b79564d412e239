import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { MethodName } from '../../../shared/contract.ts'
import { createServices } from '../../services.ts'
import { type BenchRow, quantile, runCommand } from './measure.ts'

const ROUNDS = 40
const GOAL_MS = 100
/** Both sides of a comparison are read whole: a second is what a person waits for an answer to a question. */
const SLOW_GOALS: Partial<Record<MethodName, number>> = { 'compare.run': 1000, 'compare.differs': 1000 }
/** The sample has some 6.6 spans a trace. */
const SPANS_PER_TRACE = 6.6

/** Sides that hold all traces, a part, and few. */
const COMPARED = [
  ['from:2026-03-02 to:2026-03-29', 'from:2026-03-30 to:2026-04-26'],
  ['agent:booking', '-agent:booking'],
  ['from:2026-04-10 to:2026-04-12', 'from:2026-04-13 to:2026-04-15'],
]

/** Every second round asks for three weeks only. */
function range(round: number): { from?: string; to?: string } {
  return round % 2 === 0 ? {} : { from: '2026-03-20', to: '2026-04-10' }
}

/** Times every query of the window on a workspace of about `spans` spans, inputs varied from round to round. */
export async function benchQueries(folder: string, spans: number): Promise<BenchRow[]> {
  const workspace = join(folder, 'queries.tidemark')
  const file = join(folder, 'queries.jsonl')
  const perDay = Math.round(spans / SPANS_PER_TRACE / 56)
  await runCommand(['sample', '--out', file, '--traces-per-day', String(perDay), '--quiet'])
  await runCommand(['import', file, '--workspace', workspace, '--quiet'])
  rmSync(file)
  await runCommand(['analyze', '--workspace', workspace, '--quiet'])
  const services = createServices({ workspacePath: workspace, host: 'browser', resolveSource: (ref) => ref })
  const ask = async (method: MethodName, input: unknown): Promise<unknown> => {
    const reply = await services.dispatch(method, input)
    if (!reply.ok) throw new Error(`${method}: ${reply.error.message}`)
    return reply.value
  }
  try {
    const list = (await ask('traces.list', { limit: 500 })) as { rows: { traceId: string }[] }
    const catalogue = (await ask('categories.catalogue', {})) as { id: string }[]
    const { segments } = (await ask('workspace.info', {})) as { segments: string[] }
    const traceId = (round: number): string => list.rows[(round * 37) % list.rows.length]?.traceId ?? ''
    const category = (round: number): string => catalogue[round % catalogue.length]?.id ?? ''
    const segment = (round: number): string | undefined =>
      round % 3 === 0 ? segments[round % segments.length] : undefined
    const filters = [
      '',
      'agent:booking',
      'category:tool_error_silent',
      'model:gpt-4.1*',
      'duration>5s',
      'tool:search_flights status:error',
      'nothing-has-this-name',
    ]
    const sorts = ['start', 'duration', 'tokens', 'cost', 'spans']
    const inputs: Partial<Record<MethodName, (round: number) => unknown>> = {
      'workspace.info': () => ({}),
      'imports.list': () => ({}),
      'shifts.list': (round) => ({ ...range(round), segment: segment(round) }),
      'shifts.health': (round) => ({ ...range(round), segment: segment(round) }),
      'categories.series': (round) => ({ ...range(round), segment: segment(round) }),
      'categories.signatures': (round) => ({ ...range(round), category: category(round) }),
      'categories.reclassified': () => ({}),
      'governance.overview': (round) => ({ ...range(round), segment: segment(round) }),
      'categories.segments': (round) => ({ ...range(round), category: category(round) }),
      'compare.run': (round) => ({ a: COMPARED[round % 3]?.[0], b: COMPARED[round % 3]?.[1] }),
      'compare.differs': (round) => ({ a: COMPARED[round % 3]?.[0], b: COMPARED[round % 3]?.[1] }),
      'traces.list': (round) => ({
        ...range(round),
        filter: filters[round % filters.length],
        sort: sorts[round % sorts.length],
      }),
      'traces.count': (round) => ({ ...range(round), filter: filters[round % filters.length] }),
      'traces.neighbours': (round) => ({ traceId: traceId(round), filter: filters[round % 4] }),
      'trace.get': (round) => ({ traceId: traceId(round) }),
      'trace.conversation': (round) => ({ traceId: traceId(round) }),
    }
    const rows: BenchRow[] = []
    for (const [method, input] of Object.entries(inputs)) {
      const times: number[] = []
      for (let round = 0; round < ROUNDS; round++) {
        const started = performance.now()
        await ask(method as MethodName, input(round))
        times.push(performance.now() - started)
      }
      const p95 = quantile(times, 0.95)
      const goal = SLOW_GOALS[method as MethodName] ?? GOAL_MS
      rows.push({
        what: method,
        measured: `p95 ${p95.toFixed(1)} ms (median ${quantile(times, 0.5).toFixed(1)})`,
        goal: `p95 at most ${goal} ms`,
        met: p95 <= goal,
      })
    }
    return rows
  } finally {
    await services.close()
  }
}
