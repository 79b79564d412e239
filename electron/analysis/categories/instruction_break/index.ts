import type { RecordedSpan } from '../../../../shared/model/recorded-trace.ts'
import { judgeRuns, runsOf } from '../../agent-runs.ts'
import type { AgentRun } from '../../agent-runs.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { evidenceAt } from '../../evidence.ts'
import { textOf } from '../../final-answer.ts'
import { breaksOf, readDemands, type Demand } from './demands.ts'

export const instructionBreak: Category = {
  id: 'instruction_break',
  name: 'Checkable instruction broken',
  definition:
    'The prompt demands something that can be checked without understanding (a length, a beginning, words that must not come, an answer in any case), and the output does not do it.',
  class: 'S',
  version: 1,
  evaluate(trace) {
    return judgeRuns(runsOf(trace), judge, 'No prompt of this trace demands anything that can be checked.')
  },
}

function judge(run: AgentRun): CategoryFinding[] | null {
  const last = run.steps.findLast(({ kind }) => kind === 'llm')
  const demands = last === undefined ? [] : demandsOn(last).filter(isFirst)
  const answer = last === undefined || demands.length === 0 ? null : textOf(last)
  if (last === undefined || answer === null) return null
  return demands.flatMap((demand) =>
    breaksOf(demand, answer.text).map(({ start, end }) => ({
      span: last,
      blame: last,
      evidence: [evidenceAt(last, answer.path, answer.text, start, end)],
      group: [demand.what],
      signature: '',
    })),
  )
}

/** Two prompts may demand the same. */
function isFirst({ kind }: Demand, index: number, all: readonly Demand[]): boolean {
  return all.findIndex((other) => other.kind === kind) === index
}

/** What the prompts of a call demand. */
function demandsOn(span: RecordedSpan): Demand[] {
  return span
    .inputMessages()
    .slice(0, PROMPTS)
    .flatMap(({ role, text }) => (ASKING.has(role) ? readDemands(text) : []))
}

const ASKING = new Set(['system', 'user', 'developer', 'human'])
/** Instructions stand at the beginning; what comes later is the work. */
const PROMPTS = 4
