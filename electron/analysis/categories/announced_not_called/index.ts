import type { RecordedSpan } from '../../../../shared/model/recorded-trace.ts'
import { judgeRuns, runsOf } from '../../agent-runs.ts'
import type { AgentRun } from '../../agent-runs.ts'
import { toolsOfRun } from '../../agent-tools.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { evidenceAt } from '../../evidence.ts'
import { endsRun } from '../../final-answer.ts'
import { offeredTools } from '../../offered-tools.ts'

/** What is announced further away from the end or the code of a turn is a plan. */
const SAID_LENGTH = 2000
/** Names of three letters or a common word would be found everywhere. */
const LEAST_NAME = 4
const ANNOUNCED =
  /\b(?:I(?:'|’)ll|I will|I(?:'|’)m going to|I am going to|let me|let(?:'|’)s|I(?:'|’)m now|I (?:now|must|need to))\b[^.!?\n]{0,160}/gi
const ACTING =
  /\b(?:call|calling|use|using|run|invoke|execute|query|ask|asking|instruct|request|try|via|through|with)\b/i
/** An agent that writes code calls its tools there. */
const CODE = /```/

export const announcedNotCalled: Category = {
  id: 'announced_not_called',
  name: 'Announced tool not called',
  definition:
    'A turn names one of its tools as what it does next and ends, or runs its code, without calling it.',
  class: 'S',
  version: 1,
  evaluate(trace) {
    return judgeRuns(
      runsOf(trace),
      judge,
      'The export does not say which tools there were, or holds no text.',
    )
  },
}

function judge(run: AgentRun): CategoryFinding[] | null {
  const known = toolsOfRun(run)
  let judged = false
  const findings: CategoryFinding[] = []
  for (const [at, span] of run.steps.entries()) {
    if (span.kind !== 'llm') continue
    const names = [...known, ...(offeredTools(span)?.keys() ?? [])].filter(canBeNamed)
    const text = span.outputMessages().at(-1)?.text ?? ''
    if (names.length === 0 || text === '') continue
    judged = true
    if (!(CODE.test(text) || endsTurn(run, at)) || callsSomething(run, at)) continue
    const finding = findAnnouncement(span, text, names)
    if (finding !== null) findings.push(finding)
  }
  return judged ? findings : null
}

function canBeNamed(tool: string): boolean {
  return tool.length >= LEAST_NAME && !endsRun(tool)
}

/** A tool or another agent, between this model call and the next one of the run. */
function callsSomething({ steps, delegations }: AgentRun, at: number): boolean {
  const span = steps[at]!
  if (span.outputMessages().some(({ toolCalls }) => (toolCalls?.length ?? 0) > 0)) return true
  const next = steps[at + 1]
  if (next !== undefined && next.kind !== 'llm') return true
  return delegations.some(({ index }) => index > span.index && (next === undefined || index < next.index))
}

/** The run ends, or a person has the next word: a program that asks the model at once again has only split its plan. */
function endsTurn(run: AgentRun, at: number): boolean {
  const next = run.steps[at + 1]
  return next === undefined || next.inputMessages().at(-1)?.role === 'user'
}

function findAnnouncement(
  span: RecordedSpan,
  text: string,
  names: readonly string[],
): CategoryFinding | null {
  const code = text.search(CODE)
  const to = code < 0 ? text.length : code
  const from = Math.max(0, to - SAID_LENGTH)
  for (const sentence of text.slice(from, to).matchAll(ANNOUNCED)) {
    const said = sentence[0].toLowerCase()
    if (!ACTING.test(said)) continue
    const name = names.find((tool) => said.includes(tool.toLowerCase()) && !text.includes(`${tool}(`))
    if (name === undefined) continue
    const start = from + sentence.index
    const path = `output_messages.${span.outputMessages().length - 1}.text`
    return {
      span,
      blame: span,
      evidence: [evidenceAt(span, path, text, start, start + sentence[0].length)],
      group: [`tool ${name}`],
      signature: '',
    }
  }
  return null
}
