/**
 * `npm run measure:injected`: invented runs in five dialects, read by the importer. For each asserted category 200 runs
 * with exactly one fault of it and 2,000 without any, which hold the traps real runs do. Seeded.
 */
import { parseArgs } from 'node:util'
import type { RecordedTrace } from '../../../shared/model/recorded-trace.ts'
import { runCategories } from '../../analysis/run-categories.ts'
import { otlpJson } from '../../import/importers/otlp-json/index.ts'
import { seededRandom } from '../../sample/random.ts'
import { collectingSink, sourceOf } from '../importing.ts'
import { traceFromSpans } from '../recorded-from-spans.ts'
import { STORY_DIALECTS } from './injected/dialects/index.ts'
import { FAULTS, type Fault } from './injected/faults.ts'
import { writeStory } from './injected/otlp-document.ts'
import { cleanStory } from './injected/story.ts'
import { setTraps } from './injected/traps.ts'

const { values } = parseArgs({
  options: {
    positives: { type: 'string', default: '200' },
    clean: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    /** One category alone. */
    only: { type: 'string' },
    /** Prints the first runs that were missed or falsely accused. */
    show: { type: 'boolean', default: false },
  },
})

let shown = 0
const RECALL = 0.98
const FALSE_PER_THOUSAND = 1

interface Tally {
  right: number
  wrong: number
  unclear: number
}

const table: Record<string, Record<string, string | number>> = {}
for (const [category, fault] of Object.entries(FAULTS)) {
  if (values.only !== undefined && values.only !== category) continue
  const found = await judge(category, Number(values.positives), fault, 'fired')
  const clean = await judge(category, Number(values.clean), null, 'not fired')
  const recall = found.right / Number(values.positives)
  const alarms = (1000 * clean.wrong) / Number(values.clean)
  table[category] = {
    recall: recall.toFixed(3),
    missed: found.wrong,
    'not evaluable': found.unclear,
    'false alarms per 1,000': alarms.toFixed(1),
    'clean, not evaluable': clean.unclear,
    goal: recall >= RECALL && alarms <= FALSE_PER_THOUSAND ? 'met' : 'missed',
  }
}
console.table(table)

/** How many runs the category judges as it should; `wanted` says which verdict that is. */
async function judge(
  category: string,
  runs: number,
  fault: Fault | null,
  wanted: 'fired' | 'not fired',
): Promise<Tally> {
  const tally: Tally = { right: 0, wrong: 0, unclear: 0 }
  for (let run = 0; run < runs; run++) {
    const seed = `${values.seed} ${category} ${fault === null ? 'clean' : 'fault'} ${run}`
    const dialect = STORY_DIALECTS[run % STORY_DIALECTS.length]!
    const trace = await inventTrace(seed, category, fault, dialect)
    const [verdict] = runCategories(trace, { only: new Set([category]) }).verdicts
    const fired = verdict?.verdict === 'fired'
    if (verdict?.verdict === 'not_evaluable') tally.unclear++
    else if (fired === (wanted === 'fired')) tally.right++
    else tally.wrong++
    const isRight = fault === null ? !fired : fired
    if (values.show && !isRight) show(category, dialect.id, trace, verdict?.why ?? null)
  }
  return tally
}

async function inventTrace(
  seed: string,
  category: string,
  fault: Fault | null,
  dialect: (typeof STORY_DIALECTS)[number],
): Promise<RecordedTrace> {
  const random = seededRandom(seed)
  const story = cleanStory(random)
  if (fault === null) setTraps(category, story, random)
  else fault(story, random)
  const document = JSON.stringify({ resourceSpans: [writeStory(story, dialect, random.hex(32), random)] })
  const { sink, got } = collectingSink()
  await otlpJson.read(sourceOf(document), sink)
  if (got.rejected.length > 0)
    throw new Error(`the importer rejected an invented run: ${got.rejected[0]?.reason}`)
  return traceFromSpans(got.spans)
}

function show(category: string, dialect: string, trace: RecordedTrace, why: string | null): void {
  if (shown++ > 12) return
  console.log(`\n${category} in ${dialect}: ${why ?? ''}`)
  for (const span of trace.spans) {
    const { kind, name, status, statusMessage, finishReason } = span
    console.log(
      '  ',
      kind,
      name,
      status,
      statusMessage ?? '',
      finishReason ?? '',
      span.inputText()?.slice(0, 60) ?? '',
      '=>',
      span.outputText()?.slice(0, 100) ?? '',
      JSON.stringify(span.outputMessages()).slice(0, 160),
    )
  }
  for (const { signature, evidence } of runCategories(trace, { only: new Set([category]) }).findings)
    console.log(
      '  found:',
      signature,
      evidence.map(({ text }) => text),
    )
}
