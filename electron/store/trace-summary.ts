import type { Database, Statement } from 'better-sqlite3'
import { SPAN_KINDS, SPAN_STATUSES } from '../../shared/model/span.ts'
import type { ContentReader } from './content-reader.ts'
import { countedCalls } from './counted-calls.ts'
import { linkParents } from './link-parents.ts'
import { BODY_FACTS } from './span-body.ts'
import { TraceFacts } from './trace-facts.ts'
import { type FirstScore, judgedPreviews } from './trace-preview.ts'

const LLM = SPAN_KINDS.indexOf('llm')
const TOOL = SPAN_KINDS.indexOf('tool')
const ERROR = SPAN_STATUSES.indexOf('error')

/** What of a span's body goes into the row of its trace, for spans that are still in memory. */
export interface ToldFacts {
  sessionId: string | null
  userId: string | null
  environment: string | null
  promptVersion: string | null
  /** Previews, of llm spans only. */
  asked: string | null
  answered: string | null
}

/** What of a span's row goes into the row of its trace. */
export interface SummedSpan {
  spanId: string
  parentSpanId: string | null
  kind: number
  name: string
  startUs: number
  startSubNs: number
  durationNs: number | null
  status: number
  modelRequested: string | null
  modelAnswered: string | null
  provider: string | null
  inputTokens: number | null
  outputTokens: number | null
  costUsd: number | null
  agentName: string | null
  facts: number
  block: number
  at: number
  length: number
  told?: ToldFacts
}

const SPANS = `
  SELECT span_id AS spanId, parent_span_id AS parentSpanId, kind, name, start_us AS startUs,
    start_sub_ns AS startSubNs, duration_ns AS durationNs, status, model_requested AS modelRequested,
    model_answered AS modelAnswered, provider, input_tokens AS inputTokens, output_tokens AS outputTokens,
    cost_usd AS costUsd, agent_name AS agentName, facts, block, at, length
  FROM span WHERE trace = ?`

/** How the row of a new trace begins. */
export interface TraceKey {
  id: number
  traceId: string
  import: number
  source: number
}

const SUMMED = [
  'session_id',
  'name',
  'agent',
  'environment',
  'user_id',
  'start_us',
  'duration_ns',
  'status',
  'span_count',
  'llm_calls',
  'tool_calls',
  'input_tokens',
  'output_tokens',
  'cost_usd',
  'model',
  'provider',
  'prompt_version',
  'input_preview',
  'output_preview',
  'synthetic_time',
]

/** Sums the rows of traces up from their spans; the same for the same spans, in whatever order they came. */
export class TraceSummary {
  readonly #contents: ContentReader
  readonly #spans: Statement<[number], SummedSpan>
  readonly #insert: Statement
  readonly #update: Statement
  readonly #scored: Statement<[number], number | null>
  readonly #firstScore: Statement<[number], FirstScore>

  constructor(db: Database, contents: ContentReader) {
    this.#contents = contents
    this.#spans = db.prepare(SPANS)
    this.#insert = db.prepare(
      `INSERT INTO trace(id, trace_id, import, source, ${SUMMED.join(', ')})
       VALUES (?, ?, ?, ?, ${SUMMED.map(() => '?').join(', ')})`,
    )
    this.#update = db.prepare(
      `UPDATE trace SET ${SUMMED.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`,
    )
    this.#scored = db.prepare<[number], number | null>('SELECT min(at_us) FROM score WHERE trace = ?').pluck()
    this.#firstScore = db.prepare(
      'SELECT name, value, label, explanation, raw FROM score WHERE trace = ? ORDER BY id LIMIT 1',
    )
  }

  /** Writes the row of a new trace; `held`: all its spans, where they are in memory. */
  insert({ id, traceId, import: importId, source }: TraceKey, held: readonly SummedSpan[] | null): void {
    this.#insert.run(id, traceId, importId, source, ...this.#sum(id, held))
  }

  /** Writes the row of a trace anew. */
  update(trace: number, held: readonly SummedSpan[] | null = null): void {
    this.#update.run(...this.#sum(trace, held), trace)
  }

  #sum(trace: number, held: readonly SummedSpan[] | null): (string | number | null)[] {
    const spans = (held ?? this.#spans.all(trace)).toSorted(byStart)
    const parents = linkParents(spans)
    const roots = spans.filter((_, index) => parents[index] === -1)
    const root = roots[0]
    const llms = spans.filter((span) => span.kind === LLM)
    const rootFirst = root === undefined ? spans : [root, ...spans]
    const facts = new TraceFacts(this.#contents)
    const score = spans.length === 0 ? this.#firstScore.get(trace) : undefined
    const judged = score === undefined ? null : judgedPreviews(score)
    const tokens = countedCalls(
      spans,
      parents,
      (span) => span.inputTokens !== null || span.outputTokens !== null,
    )
    const costs = countedCalls(spans, parents, (span) => span.costUsd !== null)
    return [
      facts.first(rootFirst, 'session', 'sessionId'),
      root?.name.toWellFormed() ?? '',
      firstOf(rootFirst, (span) => span.agentName),
      facts.first(rootFirst, 'environment', 'environment'),
      facts.first(rootFirst, 'user', 'userId'),
      spans[0]?.startUs ?? this.#scored.get(trace) ?? 0,
      durationOf(spans),
      roots.some((span) => span.status === ERROR) ? ERROR : (root?.status ?? 0),
      spans.length,
      countedCalls(spans, parents, () => true).length,
      spans.filter((span) => span.kind === TOOL).length,
      sum(tokens, (span) => span.inputTokens),
      sum(tokens, (span) => span.outputTokens),
      sum(costs, (span) => span.costUsd),
      // A call that failed was answered by no model: the one that answers later tells more.
      firstOf(llms, (span) => span.modelAnswered) ?? firstOf(llms, (span) => span.modelRequested),
      firstOf(llms, (span) => span.provider),
      facts.first([...llms, ...rootFirst], 'promptVersion', 'promptVersion'),
      judged?.input ?? facts.asked(llms, root),
      judged?.output ?? facts.answered(llms, root),
      spans.some((span) => (span.facts & BODY_FACTS.syntheticTime) !== 0) ? 1 : 0,
    ]
  }
}

/** Ties in time are broken by id, so that the order in which spans arrived changes nothing. */
function byStart(a: SummedSpan, b: SummedSpan): number {
  return a.startUs - b.startUs || a.startSubNs - b.startSubNs || (a.spanId < b.spanId ? -1 : 1)
}

function firstOf(spans: readonly SummedSpan[], pick: (span: SummedSpan) => string | null): string | null {
  for (const span of spans) {
    const value = pick(span)
    if (value !== null) return value
  }
  return null
}

function sum(spans: readonly SummedSpan[], pick: (span: SummedSpan) => number | null): number | null {
  let total: number | null = null
  for (const span of spans) {
    const value = pick(span)
    if (value !== null) total = (total ?? 0) + value
  }
  return total
}

/** From the first start to the last end, in ns; null where no span has an end and all start at once. */
function durationOf(spans: readonly SummedSpan[]): number | null {
  const first = spans[0]
  if (first === undefined) return null
  let end = 0
  let known = false
  for (const span of spans) {
    const start = (span.startUs - first.startUs) * 1000 + span.startSubNs - first.startSubNs
    if (span.durationNs !== null || start > 0) known = true
    end = Math.max(end, start + Math.max(0, span.durationNs ?? 0))
  }
  return known ? end : null
}
