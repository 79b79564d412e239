import { attributeText } from '../../../../shared/model/attribute.ts'
import type { RecordedSpan } from '../../../../shared/model/recorded-trace.ts'
import { runsOf } from '../../agent-runs.ts'
import type { AgentRun } from '../../agent-runs.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { withoutCalls } from '../../evaluable.ts'
import { evidenceAt, wholeEvidence } from '../../evidence.ts'
import { findingOf, matchFailures, resultOf } from '../../failure-rule.ts'
import { finalAnswerOf } from '../../final-answer.ts'

/** OpenAI Agents, LangGraph, LangChain, AutoGen, CrewAI, smolagents, Claude Code, SWE-agent, mini-swe-agent, Vercel. */
const WORDS = [
  /\bMaxTurnsExceeded\b|\bmax(?:imum)?[ _](?:number of )?(?:turns|steps|iterations|rounds|tool calls)\b(?: limit)?[^\n]{0,20}\b(?:exceeded|reached|exhausted|hit)\b/i,
  /\b(?:exceeded|reached|hit|exhausted)\b[^\n]{0,30}\bmax(?:imum)?[ _](?:number of )?(?:turns|steps|iterations|rounds|tool calls)\b/i,
  /\bGraphRecursionError\b|\brecursion limit of \d{1,6} reached\b/i,
  /\bstopped due to (?:the )?(?:max(?:imum)? )?(?:iteration|step|turn|time) limit\b|\bstopped due to max iterations\b/i,
  /\b(?:AgentMaxSteps|MaxSteps|MaxIterations|StepLimit|TurnLimit|MaxRounds)(?:Exceeded|Reached)?(?:Error|Exception)\b/,
  /\b(?:step|turn|iteration|round)[ _](?:limit|budget) (?:of \d{1,6} )?(?:exceeded|reached|exhausted)\b/i,
  /\b(?:error_max_turns|max_turns_reached|LimitsExceeded|exit_cost|exit_step_limit)\b/,
]
const RULE = { statuses: new Set<number>(), hint: /max|limit|budget|recursion|exit_/i, words: WORDS }

/** How runs say that they were ended: tau2-bench, mini-swe-agent, SWE-agent, AgentBench, Inspect, AutoGen. */
const ENDINGS = [
  'termination_reason',
  'info.exit_status',
  'exit_status',
  'stop_reason',
  'limit.type',
  'sample.limit.type',
  'result.status',
  'status.reason',
] as const
const ENDED =
  /^(?:max[_ ](?:steps|turns|iterations|rounds)(?:[_ ]\w{1,20})?|LimitsExceeded|(?:submitted \()?exit_(?:cost|context|steps?)\w{0,20}\)?|(?:step|turn|message|iteration|task)[_ ]limit(?:[_ ](?:reached|exceeded))?|error_max_turns|too_many_\w{1,20}|TaskLimitReached)$/i
/** Inspect names what was used up; tokens and time are no steps. */
const LIMIT_TYPES = /^(?:message|turn|step)s?$/i

/** The budget an agent was given, as a number of its steps. */
const BUDGETS = [
  'smolagents.max_steps',
  'gen_ai.agent.max_steps',
  'gen_ai.agent.max_turns',
  'agent.max_steps',
  'agent.max_turns',
  'agent.max_iterations',
  'max_turns',
  'max_steps',
  'max_iterations',
] as const

export const stepBudget: Category = {
  id: 'step_budget',
  name: 'Step budget used up',
  definition: 'A run was ended because it had used all the steps, turns or rounds it was allowed.',
  class: 'F',
  version: 1,
  evaluate(trace) {
    const lacking = withoutCalls(trace)
    if (lacking !== null) return lacking
    const said = matchFailures(trace, RULE).map((match) => findingOf(match, null))
    if (said.length > 0) return resultOf(said)
    const told = trace.spans.flatMap(endingOf).slice(0, 1)
    return resultOf(told.length > 0 ? told : runsOf(trace).flatMap(countSteps))
  },
}

function endingOf(span: RecordedSpan): CategoryFinding[] {
  for (const key of ENDINGS) {
    const value = span.attribute(key)
    const ended = key.endsWith('limit.type') ? LIMIT_TYPES : ENDED
    if (typeof value !== 'string' || !ended.test(value.slice(0, 80))) continue
    const evidence = [evidenceAt(span, `attributes.${key}`, value, 0, value.length)]
    return [{ span, blame: null, evidence, group: [value], signature: '' }]
  }
  const text = span.parent === null && span.outputKey !== null ? span.outputText() : null
  // LangChain gives the sentence as the answer of the run.
  const found =
    text !== null && text.length < 500
      ? /^Agent stopped due to (?:max iterations|iteration limit)[^\n]{0,40}/.exec(text)
      : null
  if (found === null || text === null) return []
  return [
    {
      span,
      blame: null,
      evidence: [evidenceAt(span, `attributes.${span.outputKey}`, text, 0, found[0].length)],
      signature: found[0],
    },
  ]
}

function countSteps(run: AgentRun): CategoryFinding[] {
  const { owner } = run
  const key = BUDGETS.find((name) => Number(attributeText(owner.attribute(name)) ?? Number.NaN) > 0)
  if (key === undefined) return []
  const text = attributeText(owner.attribute(key))!
  const budget = Number(text)
  // Steps have spans of their own in some frameworks; elsewhere a turn is a call of the model.
  const marked = owner.children.filter(({ kind, name }) => kind === 'chain' && /^step \d/i.test(name))
  const models = run.steps.filter(
    ({ kind, parent }) => kind === 'llm' && (parent === owner || parent?.parent === owner),
  )
  const taken = marked.length > 0 ? marked : models
  if (taken.length < budget) return []
  // Who answers with the last step has needed them all, and has not run out of them.
  const last = taken.at(-1)!
  const answer = finalAnswerOf(run)
  if (answer !== null && (answer.span === last || isBelow(answer.span, last)) && taken.length === budget)
    return []
  return [
    {
      span: last,
      blame: null,
      evidence: [wholeEvidence(last, 'name')!, evidenceAt(owner, `attributes.${key}`, text, 0, text.length)],
      signature: `${key} used up`,
    },
  ]
}

function isBelow(span: RecordedSpan, above: RecordedSpan): boolean {
  for (let at = span.parent; at !== null; at = at.parent) if (at === above) return true
  return false
}
