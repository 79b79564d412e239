import { firstText, isBlankCell } from '../../members.ts'
import { cellObject } from '../../frame-rows.ts'
import { traceOfSpan, type Score } from '../../../../shared/model/score.ts'
import type { Span } from '../../../../shared/model/span.ts'
import { textOfJson } from '../../json-text.ts'
import { isJsonObject, numberOrNull, textOrNull, type JsonObject } from '../../json-value.ts'
import { instantOfAny } from '../../instant-of-any.ts'
import { idOrNull, LANGSMITH_REASONS } from './schema.ts'

/** Who gave feedback: an evaluator (`model`, an online one `auto_eval`), a person in the app, or a program. */
const EVALUATORS: ReadonlyMap<string, Score['evaluatorKind']> = new Map([
  ['model', 'llm'],
  ['auto_eval', 'llm'],
  ['app', 'human'],
  ['api', 'code'],
])

const TOLD: ReadonlySet<string> = new Set(['key', 'score', 'comment', 'run_id', 'trace_id', 'created_at'])
const JUDGES = ['model', 'model_name', 'judge', 'judge_model', 'evaluator', 'evaluator_name', 'name']

/**
 * A row of feedback; or the sentence why it is none. On the root run it is a judgement of the trace. The evaluator's model
 * stands, where at all, in the metadata of its source; its own run is `__run` there and stays in `raw`.
 */
export function readFeedback(
  raw: JsonObject,
  above: { runId: string; traceId: string } | null,
): Score | string {
  const runId = idOrNull(raw.run_id) ?? above?.runId ?? null
  const traceId = idOrNull(raw.trace_id) ?? above?.traceId ?? null
  const trace = traceId ?? (runId === null ? null : traceOfSpan(runId))
  if (trace === null) return LANGSMITH_REASONS.noRun
  const source = cellObject(raw.feedback_source)
  const about = cellObject(source.metadata)
  const score = scoreOf(raw.score)
  const rest = Object.entries(raw).filter(([key, value]) => !TOLD.has(key) && !isBlankCell(value))
  return {
    traceId: trace,
    spanId: runId === traceId ? null : runId,
    name: textOrNull(raw.key) ?? '',
    value: score ?? (typeof raw.value === 'string' ? null : scoreOf(raw.value)),
    label:
      textOrNull(raw.value) ??
      (typeof raw.score === 'string' && score === null ? textOrNull(raw.score) : null),
    explanation: textOrNull(raw.comment),
    evaluatorKind: EVALUATORS.get(textOrNull(source.type)?.toLowerCase() ?? '') ?? null,
    judge: firstText(about, ...JUDGES) ?? textOrNull(source.user_name),
    rubric: firstText(about, 'rubric', 'rubric_name'),
    rubricVersion: firstText(about, 'rubric_version', 'prompt_version'),
    atUs: instantOfAny(raw.created_at)?.us ?? null,
    raw: rest.length > 0 ? textOfJson(Object.fromEntries(rest)) : null,
  }
}

/** Statistics of a run's feedback: a score per key, its mean where several were given. */
export function statisticsOf(span: Span, stats: unknown): Score[] {
  const byKey = cellObject(stats)
  return Object.keys(byKey).flatMap((name): Score[] => {
    const told = byKey[name]
    const one = isJsonObject(told) ? told : { avg: told }
    const values = isJsonObject(one.values) ? Object.keys(one.values) : []
    const value = scoreOf(one.avg)
    if (one.n === 0 || (value === null && values.length === 0)) return []
    return [
      {
        traceId: span.traceId,
        spanId: span.spanId === span.traceId ? null : span.spanId,
        name,
        value,
        label: values.length === 1 ? (values[0] ?? null) : null,
        explanation: null,
        evaluatorKind: null,
        judge: null,
        rubric: null,
        rubricVersion: null,
        atUs: null,
        raw: textOfJson(one),
      },
    ]
  })
}

function scoreOf(value: unknown): number | null {
  return typeof value === 'boolean' ? Number(value) : numberOrNull(value)
}
