import { cellObject } from '../../frame-rows.ts'
import { traceOfSpan, type Score } from '../../../../shared/model/score.ts'
import { instantOfAny } from '../../instant-of-any.ts'
import { textOfJson } from '../../json-text.ts'
import { textOrNull, type JsonObject } from '../../json-value.ts'
import { judgements } from './judgements.ts'
import { readRef, WEAVE_REASONS, type WeaveRef } from './schema.ts'

/** A score and the call of the scorer that gave it, which may tell the judge's model. */
export interface GivenScore {
  score: Score
  scorerCall: string | null
}

const TOLD: ReadonlySet<string> = new Set(['feedback_type', 'weave_ref', 'created_at', 'id', 'project_id'])

/**
 * A row of feedback, which may hold several measures; or the sentence why it is none. `wandb.reaction.1` is an emoji,
 * `wandb.note.1` a note, `wandb.annotation.<name>` a person's answer, `wandb.runnable.<name>` a scorer's result.
 */
export function readFeedback(
  raw: JsonObject,
  of: { traceId: string; spanId: string } | null,
): GivenScore[] | string {
  const call = of?.spanId ?? callOf(raw.weave_ref)
  if (call === null) return WEAVE_REASONS.noCall
  const type = textOrNull(raw.feedback_type) ?? ''
  const payload = cellObject(raw.payload)
  const scorer = readRef(raw.runnable_ref)
  const rest = Object.entries(raw).filter(([key, value]) => !TOLD.has(key) && value !== null && value !== '')
  const about = {
    traceId: of?.traceId ?? traceOfSpan(call),
    spanId: call,
    ...giverOf(raw, type, scorer),
    rubric: null,
    atUs: instantOfAny(raw.created_at)?.us ?? null,
    raw: rest.length > 0 ? textOfJson(Object.fromEntries(rest)) : null,
  }
  return readPayload(type, payload).map((judgement): GivenScore => ({
    score: { ...about, ...judgement },
    scorerCall: callOf(raw.call_ref ?? payload.call_ref),
  }))
}

function readPayload(type: string, payload: JsonObject): ReturnType<typeof judgements> {
  const [, group, ...named] = type.split('.')
  const name = named.join('.')
  if (type.startsWith('wandb.reaction'))
    return [{ ...EMPTY, name: 'reaction', label: textOrNull(payload.emoji) ?? textOrNull(payload.alias) }]
  if (type.startsWith('wandb.note'))
    return [{ ...EMPTY, name: 'note', explanation: textOrNull(payload.note) }]
  if (type.startsWith('wandb.') && (group === 'runnable' || group === 'annotation'))
    return judgements(name, payload.output ?? payload.value ?? payload)
  return judgements(type, payload.value ?? payload)
}

const EMPTY = { value: null, label: null, explanation: null }

function giverOf(
  raw: JsonObject,
  type: string,
  scorer: WeaveRef | null,
): Pick<Score, 'evaluatorKind' | 'judge' | 'rubricVersion'> {
  if (scorer) return { evaluatorKind: null, judge: scorer.name, rubricVersion: scorer.digest }
  const person = textOrNull(raw.creator) ?? textOrNull(raw.wb_user_id)
  const isHuman = /^wandb\.(?:reaction|note|annotation)\./.test(type)
  return { evaluatorKind: isHuman ? 'human' : null, judge: isHuman ? person : null, rubricVersion: null }
}

function callOf(value: unknown): string | null {
  const ref = readRef(value)
  return ref?.type === 'call' ? ref.name : null
}

export function isFeedback(raw: JsonObject): boolean {
  return raw.feedback_type !== undefined && raw.payload !== undefined
}
