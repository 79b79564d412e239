import type { Message } from '../../../../shared/model/message.ts'
import type { RecordedSpan } from '../../../../shared/model/recorded-trace.ts'
import { judgeRuns, mainRunsOf } from '../../agent-runs.ts'
import type { AgentRun } from '../../agent-runs.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { evidenceAt } from '../../evidence.ts'

/** From CATEGORIES.md: shared words over all words of two turns. */
const SAME_WORDS = 0.6
/** With fewer words two turns are alike by chance ("yes please", "ok thanks"). */
const LEAST_WORDS = 4
/** People write turns; what is longer is a document or was put together by a program. */
const TURN_LENGTH = 4000
const HEAD_LENGTH = 300
/** Programs repeat long instructions in the user's name. */
const REPEATED_LENGTH = 500
const PHRASES = [
  /\b(?:that(?:'|’)?s|that is|this is|it(?:'|’)?s) (?:not (?:what I|right|correct|it\b|the)|wrong|incorrect|still (?:wrong|not))/i,
  /\bnot what I (?:asked|meant|wanted|said|was asking|am asking)\b/i,
  /\bI (?:already|just) (?:said|told you|asked|mentioned|gave|answered|provided)\b|\bas I (?:already )?(?:said|mentioned|told you)\b|\bI (?:said|meant),? (?!goodbye|thanks)/i,
  /\byou (?:misunderstood|misread|ignored|didn(?:'|’)?t (?:answer|listen|read|understand|do)|are (?:wrong|mistaken|not listening)|got (?:it|that) wrong|forgot|missed (?:the|my|that))\b/i,
  /^(?:no|nope|wrong|incorrect)[,.! ]{1,3}(?:that|it|you|I (?:meant|said|asked|want)|not |please (?:read|look)|wrong)/i,
]

export const userCorrection: Category = {
  id: 'user_correction',
  name: 'User repeats or corrects',
  definition: 'A turn of the user repeats the one before it, or says that the answer was not what was asked.',
  class: 'S',
  version: 1,
  evaluate(trace) {
    // With one turn there is nothing a user could correct.
    return judgeRuns(
      mainRunsOf(trace),
      (run) => {
        const turns = turnsOf(run)
        return turns.length > 1 ? judge(run, turns) : null
      },
      'The trace holds no second turn of a user.',
    )
  },
}

interface UserTurn {
  index: number
  text: string
  /** The model answered between this turn and the one before it. */
  answered: boolean
}

/** Turns of the user in the history of the last model call, which holds them all. */
function turnsOf(run: AgentRun): UserTurn[] {
  const last = run.steps.findLast(({ kind }) => kind === 'llm')
  const turns: UserTurn[] = []
  let answered = false
  for (const [index, message] of (last?.inputMessages() ?? []).entries()) {
    if (message.role === 'assistant') answered = answered || message.text.trim() !== ''
    else if (isOfUser(message)) {
      turns.push({ index, text: message.text, answered })
      answered = false
    }
  }
  return turns
}

/** A tool's answer or a program's note may come in the user's name: it begins with a mark. */
function isOfUser({ role, text, toolCallId }: Message): boolean {
  if ((role !== 'user' && role !== 'human') || toolCallId !== undefined) return false
  return (
    text.length <= TURN_LENGTH && !/^\s*(?:[<[{#]|Observation|Tool|Call id|Output of|Result|Error)/.test(text)
  )
}

function judge(run: AgentRun, turns: readonly UserTurn[]): CategoryFinding[] {
  return turns.flatMap((turn, at) => {
    const before = turns[at - 1]
    if (before === undefined || !turn.answered) return []
    const said = correctionIn(turn.text)
    if (said === null && !isRepeated(before.text, turn.text)) return []
    const span = firstWith(run, turn.index)
    const { start, end } = said ?? { start: 0, end: turn.text.length }
    return [
      {
        span,
        blame: spanBefore(run, span),
        evidence: [evidenceAt(span, `input_messages.${turn.index}.text`, turn.text, start, end)],
        signature: said === null ? 'the user asks again' : 'the user corrects',
      },
    ]
  })
}

function correctionIn(text: string): { start: number; end: number } | null {
  const head = text.slice(0, HEAD_LENGTH)
  for (const pattern of PHRASES) {
    const found = pattern.exec(head)
    if (found !== null) return { start: found.index, end: found.index + found[0].length }
  }
  return null
}

function isRepeated(before: string, after: string): boolean {
  if (after.length > REPEATED_LENGTH) return false
  const [one, other] = [wordsOf(before), wordsOf(after)]
  if (one.size < LEAST_WORDS || other.size < LEAST_WORDS) return false
  const shared = Array.from(one).filter((word) => other.has(word)).length
  return shared / (one.size + other.size - shared) > SAME_WORDS
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
}

/** The first model call whose history reaches this turn: histories grow, so it is looked for by halves. */
function firstWith(run: AgentRun, index: number): RecordedSpan {
  const models = run.steps.filter(({ kind }) => kind === 'llm')
  let low = 0
  let high = models.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (models[middle]!.inputMessages().length > index) high = middle
    else low = middle + 1
  }
  const text = models.at(-1)!.inputMessages()[index]?.text
  // After a compaction histories are shorter than before.
  return models[low]!.inputMessages()[index]?.text === text ? models[low]! : models.at(-1)!
}

function spanBefore(run: AgentRun, span: RecordedSpan): RecordedSpan | null {
  const models = run.steps.filter(({ kind }) => kind === 'llm')
  return models[models.indexOf(span) - 1] ?? null
}
