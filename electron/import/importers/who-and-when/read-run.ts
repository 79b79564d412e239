import type { Score } from '../../../../shared/model/score.ts'
import { contentId } from '../../content-id.ts'
import { ConversationTrace } from '../../conversation-trace.ts'
import {
  attributesBeside,
  isJsonObject,
  listOf,
  numberOrNull,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import type { RecordSink } from '../../record-sink.ts'
import { tellEntry } from '../agent-log.ts'
import { KNOWN, WHO_WHEN_REASONS } from './schema.ts'

/** One run: its conversation, whether it was correct, and the mistake at the step that made it. False where it is none. */
export function readRun(value: unknown, out: RecordSink, conversion: Conversion): boolean {
  if (!isJsonObject(value) || !Array.isArray(value.history) || value.mistake_step === undefined) return false
  const traceId = `${textOrNull(value.question_ID) ?? 'question'}-${contentId(value)}`
  const run = attributesBeside(value, KNOWN, conversion)
  const trace = new ConversationTrace({ traceId, run }, out)
  for (const [index, entry] of listOf(value.history).entries())
    if (!tellEntry(trace, entry, index)) out.reject(WHO_WHEN_REASONS.entry)
  trace.end()
  const id = textOrNull(value.question_ID)
  if (id !== null) out.alias(traceId, id)
  const correct = value.is_correct ?? value.is_corrected
  if (typeof correct === 'boolean') {
    const label = { ...EMPTY, traceId, name: 'correct', value: correct ? 1 : 0 }
    out.score({ ...label, evaluatorKind: 'code' })
  }
  const mistake = mistakeOf(value, traceId)
  if (mistake !== null) out.score(mistake)
  return true
}

const EMPTY: Omit<Score, 'traceId' | 'name'> = {
  spanId: null,
  value: null,
  label: null,
  explanation: null,
  evaluatorKind: null,
  judge: null,
  rubric: null,
  rubricVersion: null,
  atUs: null,
  raw: null,
}

/** The decisive mistake as people labelled it, at the step it names. */
function mistakeOf(value: JsonObject, traceId: string): Score | null {
  const agent = textOrNull(value.mistake_agent)
  const step = numberOrNull(value.mistake_step)
  if (agent === null && step === null) return null
  return {
    ...EMPTY,
    traceId,
    spanId: step === null ? null : `step-${step}`,
    name: 'mistake',
    label: textOrNull(value.mistake_type) ?? agent,
    explanation: textOrNull(value.mistake_reason),
    evaluatorKind: 'human',
    raw: JSON.stringify({ mistake_agent: agent, mistake_step: value.mistake_step }),
  }
}
