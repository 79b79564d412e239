import type { MappedScore, Mapping } from '../../../../shared/model/mapping.ts'
import type { Score } from '../../../../shared/model/score.ts'
import { textOfJson } from '../../conversation-trace.ts'
import { isJsonObject, numberOrNull, parseCell } from '../../json-value.ts'
import type { RecordSink } from '../../record-sink.ts'
import { firstAt, valueAt } from './path.ts'

const PASSED = /^(pass(ed)?|true|yes|correct|resolved|success(ful)?|succeeded|ok|solved)$/i
const FAILED = /^(fail(ed|ure)?|false|no|incorrect|unresolved|error|wrong|unsolved)$/i
const MAX_SCORES = 1000

/** Passes on the scores a mapping finds in a record. */
export function readScores(
  record: unknown,
  mapping: Mapping,
  target: { traceId: string; spanId: string | null; atUs: number | null },
  out: RecordSink,
): void {
  for (const rule of mapping.scores ?? []) {
    const found = parseCell(valueAt(record, rule.path))
    if (rule.name !== undefined) addScore(rule.name, found, rule, record, target, out)
    else if (isJsonObject(found)) {
      for (const name of Object.keys(found).slice(0, MAX_SCORES))
        addScore(name, found[name], rule, record, target, out)
    }
  }
}

function addScore(
  name: string,
  found: unknown,
  rule: MappedScore,
  record: unknown,
  target: { traceId: string; spanId: string | null; atUs: number | null },
  out: RecordSink,
): void {
  const detail = isJsonObject(found) ? found : null
  const verdict = detail ? firstAt(detail, ['score', 'value', 'result', 'verdict', 'label', 'passed']) : found
  const { value, label } = readVerdict(verdict)
  if (value === null && label === null) return
  const why = rule.explanation === undefined ? undefined : valueAt(record, rule.explanation)
  const explained =
    why ?? (detail && firstAt(detail, ['explanation', 'reason', 'reasoning', 'comment', 'rationale']))
  const judge = rule.judge === undefined ? null : (valueAt(record, rule.judge) ?? rule.judge)
  const score: Score = {
    ...target,
    name,
    value,
    label,
    explanation: explained ? textOfJson(explained) : null,
    evaluatorKind: rule.evaluatorKind ?? null,
    judge: judge === null ? null : textOfJson(judge),
    rubric: rule.rubric ?? null,
    rubricVersion: null,
    raw: detail ? textOfJson(detail) : null,
  }
  out.score(score)
}

/** A number, a truth (1 or 0), or a word; words of passing and failing have a value too. */
export function readVerdict(verdict: unknown): { value: number | null; label: string | null } {
  if (typeof verdict === 'boolean') return { value: verdict ? 1 : 0, label: null }
  const number = numberOrNull(verdict)
  if (number !== null) return { value: number, label: null }
  if (typeof verdict !== 'string' || verdict === '') return { value: null, label: null }
  const value = PASSED.test(verdict) ? 1 : FAILED.test(verdict) ? 0 : null
  return { value, label: verdict }
}
