import { judgeRuns, mainRunsOf, toolOf } from '../../agent-runs.ts'
import type { AgentRun } from '../../agent-runs.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { evidenceAt } from '../../evidence.ts'
import { endsRun, finalAnswerOf, type FinalAnswer } from '../../final-answer.ts'
import { isDerived, numbersIn, readValues, withoutSeparators, type AnswerValue } from './answer-values.ts'

/** A longer answer is a document; a longer input costs more than the signal is worth. */
const ANSWER_LENGTH = 20_000
const INPUT_LENGTH = 4_000_000
/** The first values tell it. */
const SHOWN = 5

export const ungroundedValue: Category = {
  id: 'ungrounded_value',
  name: 'Value from nowhere',
  definition:
    'The final answer holds a number, an id or an address that neither the task nor any tool result does, and that does not follow from their numbers.',
  class: 'S',
  version: 1,
  evaluate(trace) {
    return judgeRuns(
      mainRunsOf(trace),
      judge,
      'There is no final answer beside tool results to compare it with.',
    )
  },
}

function judge(run: AgentRun): CategoryFinding[] | null {
  const answer = finalAnswerOf(run)
  if (answer === null || answer.text.length > ANSWER_LENGTH) return null
  // What a sub-agent's tools gave counts as well.
  const results = run.toolCalls.flatMap((span) =>
    span !== answer.span && !endsRun(toolOf(span)) ? (span.outputText() ?? []) : [],
  )
  if (results.length === 0) return null
  const values = readValues(answer.text)
  if (values.length === 0) return []
  const inputs = inputsOf(run, results)
  if (inputs === null) return null
  const haystack = withoutSeparators(inputs).toLowerCase()
  const missing = values.filter(({ search }) => !haystack.includes(search))
  if (missing.length === 0) return []
  const numbers = numbersIn(haystack)
  const ungrounded = missing.filter((value) => !isDerived(value, numbers))
  return ungrounded.length === 0 ? [] : [describe(answer, ungrounded)]
}

/** Everything the model was told: prompts, turns of the user, results of tools; null where that is too much to search. */
function inputsOf(run: AgentRun, results: readonly string[]): string | null {
  const models = run.steps.filter(({ kind }) => kind === 'llm')
  const texts = new Set<string>(results)
  // Histories grow: the first and the last hold what all of them do, but for what a compaction dropped.
  for (const span of new Set([models[0], models.at(-1)])) {
    for (const { role, text } of span?.inputMessages() ?? []) if (role !== 'assistant') texts.add(text)
  }
  const told = run.owner.inputText()
  if (told !== null) texts.add(told)
  let length = 0
  for (const text of texts) length += text.length
  return length > INPUT_LENGTH ? null : [...texts].join('\n')
}

function describe({ span, path, text }: FinalAnswer, values: readonly AnswerValue[]): CategoryFinding {
  return {
    span,
    blame: span.kind === 'llm' ? span : null,
    evidence: values.slice(0, SHOWN).map(({ start, end }) => evidenceAt(span, path, text, start, end)),
    signature: [...new Set(values.map(({ kind }) => kind))].toSorted().join(' and '),
  }
}
