import type { RecordedSpan, RecordedTrace } from '../../shared/model/recorded-trace.ts'
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
  const { run } = treeOf(trace)
  const steps = new Map<RecordedSpan, RecordedSpan[]>()
  for (const span of trace.spans) {
    if (!isStep(span) || isRepeated(trace, span)) continue
    const owner = run[span.index]!
    const known = steps.get(owner)
    if (known === undefined) steps.set(owner, [span])
    else known.push(span)
  }
  return Array.from(steps, ([owner, calls]) => ({
    owner,
    steps: calls,
    isMain: !hasAgentAbove(owner),
  }))
}

function isStep(span: RecordedSpan): boolean {
  return span.kind === 'llm' || isToolCall(span)
}

/** The inner record of a call that stands above it already: a client's own span, a tool's server side. */
function isRepeated(trace: RecordedTrace, span: RecordedSpan): boolean {
  const above = span.parent === null ? null : treeOf(trace).call[span.parent.index]
  return above !== null && above !== undefined && isModelCall(above) === isModelCall(span) && isStep(above)
}

function hasAgentAbove(span: RecordedSpan): boolean {
  for (let at = span.parent; at !== null; at = at.parent) if (at.kind === 'agent') return true
  return false
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
