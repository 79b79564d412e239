/**
 * `npm run measure:blame`: the first mistake of failed runs against the steps that people named (Who&When, AgentRx), beside
 * two rules that look at nothing.
 */
import { firstMistake } from '../../analysis/first-mistake.ts'
import { analysedData, share, type AnalysedTrace } from './analysed-traces.ts'

const table: Record<string, Record<string, string | number>> = {}
const SETS = {
  'Who&When, algorithm-generated': 'who-and-when/Algorithm-Generated',
  'Who&When, hand-crafted': 'who-and-when/Hand-Crafted',
  'AgentRx, Magentic-One': 'agentrx',
}
for (const [set, path] of Object.entries(SETS)) {
  const runs = (await analysedData(path)).flatMap((run) => {
    const step = labelledStep(run)
    return step === null ? [] : [{ ...run, step }]
  })
  const hits = (rule: (run: AnalysedTrace) => number | null): number =>
    runs.filter((run) => rule(run) === run.step).length
  const near = runs.filter((run) => Math.abs((foundStep(run) ?? -9) - run.step) <= 1).length
  table[set] = {
    runs: runs.length,
    'first mistake': share(hits(foundStep), runs.length),
    'within one step': share(near, runs.length),
    'always step 1': share(
      hits(() => 1),
      runs.length,
    ),
    'first failure found': share(hits(firstFinding), runs.length),
  }
}
console.table(table)

/** The step a person named as decisive. */
function labelledStep({ trace }: AnalysedTrace): number | null {
  const label = trace.scores.find(
    ({ name, spanId }) => (name === 'mistake' || name === 'root_cause') && spanId !== null,
  )
  return label === undefined ? null : stepOf(label.spanId)
}

function foundStep({ trace }: AnalysedTrace): number | null {
  const mistake = firstMistake(trace)
  if (mistake === null) return null
  return mistake.isOpening ? 0 : stepOf(mistake.span.spanId)
}

/** The decision behind the first asserted failure. */
function firstFinding({ trace, analysis }: AnalysedTrace): number | null {
  const order = new Map(trace.spans.map(({ spanId, index }) => [spanId, index]))
  const blamed = analysis.findings
    .filter(({ class: asserted }) => asserted === 'F')
    .map(({ blameSpanId, spanId }) => blameSpanId ?? spanId)
    .toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
  return stepOf(blamed[0] ?? null)
}

/** Readers of these formats name the span of an entry `step-<index>`. */
function stepOf(spanId: string | null): number | null {
  const [, step] = /^step-(\d+)/.exec(spanId ?? '') ?? []
  return step === undefined ? null : Number(step)
}
