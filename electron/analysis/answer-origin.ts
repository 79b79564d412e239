import type { RecordedSpan, RecordedTrace } from '../../shared/model/recorded-trace.ts'
import type { AgentRun } from './agent-runs.ts'
import { finalAnswerOf, textOf, type FinalAnswer } from './final-answer.ts'
import { requesterOf } from './requester.ts'

/** An answer that is longer is told apart by its beginning. */
const COMPARED_LENGTH = 80

export interface AnswerOrigin {
  answer: FinalAnswer
  /** The model call that first wrote what the run answers with. */
  model: RecordedSpan
}

/**
 * Where the final answer of a run was decided: the first model call, after the plan, whose text holds the answer, else the
 * one that gave it. Null where there is no answer or no model call.
 */
export function answerOrigin(trace: RecordedTrace, run: AgentRun): AnswerOrigin | null {
  const answer = finalAnswerOf(run)
  if (answer === null) return null
  const models = run.steps.filter(({ kind }) => kind === 'llm')
  const given = answer.span.kind === 'llm' ? answer.span : (requesterOf(trace, answer.span) ?? models.at(-1))
  if (given === undefined) return null
  const said = valueOf(answer.text)
  if (said.length < 2) return { answer, model: given }
  const first = models.find((span) =>
    span.parent === given.parent || span.parent !== run.owner ? holds(span, said) : false,
  )
  return { answer, model: first ?? given }
}

/** The answer without a framework's wrapping: `{"args": ["607"]}`, `FINAL ANSWER: 607`. */
function valueOf(text: string): string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    value = text
  }
  for (let depth = 0; depth < 4 && typeof value === 'object' && value !== null; depth++) {
    const inner = Array.isArray(value) ? (value as unknown[]) : Object.values(value)
    value = inner.find((item) => item !== false && item !== true && !isEmpty(item))
  }
  const plain = typeof value === 'string' || typeof value === 'number' ? String(value) : text
  return plain
    .replace(/^\s*final answer:\s*/i, '')
    .trim()
    .slice(0, COMPARED_LENGTH)
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
}

function holds(span: RecordedSpan, said: string): boolean {
  const text = textOf(span)?.text ?? ''
  for (let at = text.indexOf(said); at >= 0; at = text.indexOf(said, at + 1)) {
    if (!isWord(text[at - 1]) && !isWord(text[at + said.length])) return true
  }
  return false
}

function isWord(char: string | undefined): boolean {
  return char !== undefined && /[\p{L}\p{N}]/u.test(char)
}
