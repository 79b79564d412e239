/**
 * `npm run measure:lift`: what each category says of the outcome, P(fail | fired) / P(fail), on runs with an outcome. The
 * interval is the 2.5 to 97.5 % percentile of 2,000 seeded bootstrap samples of the runs.
 */
import { CATEGORIES } from '../../analysis/registry.ts'
import { seededRandom } from '../../sample/random.ts'
import { analysedData, type AnalysedTrace } from './analysed-traces.ts'

const DATA = ['tau-bench', 'tau2-bench', 'medagentbench'] as const
/** Names of the scores that tell the outcome; 1 is a success. */
const OUTCOMES = new Set(['reward', 'correct'])
const SAMPLES = 2000
/** With fewer firings an interval says nothing. */
const LEAST_FIRED = 5

interface Run {
  failed: boolean
  fired: ReadonlySet<string>
  judged: ReadonlySet<string>
}

const table: Record<string, Record<string, string>> = {}
for (const name of DATA) {
  const runs = (await analysedData(name)).flatMap(readRun)
  const failed = runs.filter((run) => run.failed).length
  console.log(`${name}: ${runs.length} runs with an outcome, ${failed} failed`)
  for (const { id, class: worst } of CATEGORIES) {
    const cell = liftOf(runs, id)
    if (cell !== null) (table[`${id} (${worst})`] ??= {})[name] = cell
  }
}
console.table(table)

function readRun({ trace, analysis }: AnalysedTrace): Run[] {
  const outcome = trace.scores.find(({ name, spanId }) => spanId === null && OUTCOMES.has(name))?.value
  if (outcome === undefined || outcome === null) return []
  const fired = new Set(
    analysis.verdicts.filter(({ verdict }) => verdict === 'fired').map(({ category }) => category),
  )
  const judged = new Set(
    analysis.verdicts.filter(({ verdict }) => verdict !== 'not_evaluable').map(({ category }) => category),
  )
  return [{ failed: outcome < 1, fired, judged }]
}

function liftOf(runs: readonly Run[], category: string): string | null {
  const judged = runs.filter((run) => run.judged.has(category))
  const fired = judged.filter((run) => run.fired.has(category)).length
  if (fired < LEAST_FIRED) return fired === 0 ? null : `fired ${fired} times`
  const estimate = ratio(judged, category)
  const random = seededRandom(`lift ${category}`)
  const sampled = Array.from({ length: SAMPLES }, () =>
    ratio(
      Array.from({ length: judged.length }, () => random.pick(judged)),
      category,
    ),
  ).toSorted((a, b) => a - b)
  const low = sampled[Math.floor(SAMPLES * 0.025)]!
  const high = sampled[Math.floor(SAMPLES * 0.975)]!
  return `${estimate.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)}), fired ${fired}`
}

function ratio(runs: readonly Run[], category: string): number {
  const fired = runs.filter((run) => run.fired.has(category))
  const failed = runs.filter((run) => run.failed).length / runs.length
  return fired.length === 0 || failed === 0
    ? 1
    : fired.filter((run) => run.failed).length / fired.length / failed
}
