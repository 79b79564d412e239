import type { RecordedSpan, RecordedTrace } from '../../shared/model/recorded-trace.ts'
import type { CategoryFinding, CategoryResult } from './category.ts'
import { resultOf } from './failure-rule.ts'
import { failuresOf, spansOf } from './failures.ts'
import type { Failure } from './failures.ts'
import { isCall, isModelCall, isToolCall, treeOf } from './span-tree.ts'

/** What one agent did, in order: the model and tool calls nobody else made below it. */
export interface AgentRun {
  /** The agent span, or the root of a trace without one. */
  owner: RecordedSpan
  /** Model calls and tool calls in order of their beginning; of two instrumentations of one call the outer. */
  steps: readonly RecordedSpan[]
  /** No agent stands above it: what it ends with is what the user gets. */
  isMain: boolean
  /** Agent spans that work for it, in order of their beginning: those right below it. */
  delegations: readonly RecordedSpan[]
  /** Of a main run: the tool calls of the run and of all agents below it. */
  toolCalls: readonly RecordedSpan[]
}

const RUNS = new WeakMap<RecordedTrace, readonly AgentRun[]>()

/** The runs of a trace that have at least one call, in order of their first. */
export function runsOf(trace: RecordedTrace): readonly AgentRun[] {
  let runs = RUNS.get(trace)
  if (runs === undefined) {
    runs = readRuns(trace)
    RUNS.set(trace, runs)
  }
  return runs
}

function readRuns(trace: RecordedTrace): AgentRun[] {
  const { order, run } = treeOf(trace)
  const steps = new Map<RecordedSpan, RecordedSpan[]>()
  const delegations = new Map<RecordedSpan, RecordedSpan[]>()
  const toolCalls = new Map<RecordedSpan, RecordedSpan[]>()
  const main = Array.from<RecordedSpan>({ length: trace.spans.length })
  for (const span of order) {
    const { parent, index } = span
    // An agent is a run of its own; without an agent above it, the main one for all that stands below.
    const above = parent === null ? null : main[parent.index]!
    main[index] =
      above !== null && above.kind === 'agent' ? above : span.kind === 'agent' ? span : run[index]!
  }
  for (const span of trace.spans) {
    const owner = run[span.index]!
    if (span.kind === 'agent' && owner !== span) listed(delegations, owner).push(span)
    if (isToolCall(span)) listed(toolCalls, main[span.index]!).push(span)
    if (isStep(span) && !isRepeated(trace, span)) listed(steps, owner).push(span)
  }
  return Array.from(steps, ([owner, calls]) => ({
    owner,
    steps: calls,
    isMain: main[owner.index] === owner,
    delegations: delegations.get(owner) ?? [],
    toolCalls: toolCalls.get(owner) ?? [],
  }))
}

function listed<K>(lists: Map<K, RecordedSpan[]>, key: K): RecordedSpan[] {
  let list = lists.get(key)
  if (list === undefined) {
    list = []
    lists.set(key, list)
  }
  return list
}

function isStep(span: RecordedSpan): boolean {
  return span.kind === 'llm' || isToolCall(span)
}

/** The inner record of a call that stands above it already: a client's own span, a tool's server side. */
function isRepeated(trace: RecordedTrace, span: RecordedSpan): boolean {
  const above = span.parent === null ? null : treeOf(trace).call[span.parent.index]
  return above !== null && above !== undefined && isModelCall(above) === isModelCall(span) && isStep(above)
}

/**
 * What a rule says of several runs, each judged alone: `judge` gives null for a run that it cannot judge; where it can judge
 * none, the trace is not evaluable for the reason `why`.
 */
export function judgeRuns(
  runs: readonly AgentRun[],
  judge: (run: AgentRun) => CategoryFinding[] | null,
  why: string,
): CategoryResult {
  const judged = runs.map(judge).filter((findings) => findings !== null)
  if (judged.length === 0) return { verdict: 'not_evaluable', why }
  return resultOf(judged.flat())
}

/** The runs whose answers the user gets. */
export function mainRunsOf(trace: RecordedTrace): AgentRun[] {
  return runsOf(trace).filter(({ isMain }) => isMain)
}

/** The name of the agent that a span works for: its own, else the one its run has. */
export function agentOf(trace: RecordedTrace, span: RecordedSpan): string | null {
  return span.agentName ?? treeOf(trace).run[span.index]?.agentName ?? null
}

/** False where the export was made while the run was still going on. */
export function hasEnded({ owner, steps }: AgentRun): boolean {
  return owner.syntheticTime || owner.durationNs !== null || steps.includes(owner)
}

const CALLS = new WeakMap<RecordedTrace, ReadonlyMap<RecordedSpan, Failure>>()

/** Failures by the model or tool call that failed; a call that passes on what failed below it is failed as well. */
export function failuresByCall(trace: RecordedTrace): ReadonlyMap<RecordedSpan, Failure> {
  let calls = CALLS.get(trace)
  if (calls === undefined) {
    const found = new Map<RecordedSpan, Failure>()
    for (const failure of failuresOf(trace)) {
      for (const span of spansOf(failure)) if (isCall(span) && !found.has(span)) found.set(span, failure)
      if (failure.call !== null) found.set(failure.call, failure)
    }
    calls = found
    CALLS.set(trace, calls)
  }
  return calls
}

/** What a tool is called by: the name the model uses, else the span's. */
export function toolOf(span: RecordedSpan): string {
  return span.toolName ?? span.name
}
