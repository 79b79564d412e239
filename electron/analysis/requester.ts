import type { RecordedSpan, RecordedTrace } from '../../shared/model/recorded-trace.ts'
import { treeOf } from './span-tree.ts'

interface Requests {
  /** Model calls by the id of a tool call they asked for. */
  byCallId: Map<string, RecordedSpan>
  /** Model calls of one agent run, in order. */
  byRun: Map<RecordedSpan, RecordedSpan[]>
}

const REQUESTS = new WeakMap<RecordedTrace, Requests>()
/** How many model calls back a call by name is looked for: parallel calls of one turn need one. */
const LOOK_BACK = 8

/**
 * The model call that decided on `span`: the one that asked for this very call id, the model call it runs under, the
 * nearest one before it in the same agent's run that asked for this tool, else the nearest one before it there.
 * Null for a model call itself and where no model call comes before.
 */
export function requesterOf(trace: RecordedTrace, span: RecordedSpan): RecordedSpan | null {
  const tree = treeOf(trace)
  const call = tree.call[span.index] ?? null
  if (call?.kind === 'llm') return call === span ? null : call
  const target = call ?? span
  const requests = requestsOf(trace)
  const asked = target.toolCallId === null ? undefined : requests.byCallId.get(target.toolCallId)
  if (asked !== undefined) return asked
  for (let at = target.parent; at !== null && at.kind !== 'agent'; at = at.parent)
    if (at.kind === 'llm') return at
  const run = target.kind === 'agent' ? target : tree.run[target.index]!
  return nearest(requests.byRun.get(run) ?? [], target)
}

function nearest(calls: readonly RecordedSpan[], target: RecordedSpan): RecordedSpan | null {
  // A step begins before the model call it makes; what it did is decided by the last one in it.
  const until = target.kind === 'tool' || target.kind === 'retrieval' ? target.index : lastIndexUnder(target)
  const end = firstAfter(calls, until)
  const recent = calls.slice(Math.max(0, end - LOOK_BACK), end).toReversed()
  const named = target.toolName === null ? undefined : recent.find((call) => asksFor(call, target.toolName!))
  return named ?? recent[0] ?? null
}

function asksFor(call: RecordedSpan, tool: string): boolean {
  return call.outputMessages().some(({ toolCalls }) => toolCalls?.some(({ name }) => name === tool))
}

function lastIndexUnder(span: RecordedSpan): number {
  let last = span.index
  for (const child of span.children) last = Math.max(last, child.index)
  return last + 1
}

/** How many of the calls, which are in order, begin before the span with this index. */
function firstAfter(calls: readonly RecordedSpan[], index: number): number {
  let low = 0
  let high = calls.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (calls[middle]!.index < index) low = middle + 1
    else high = middle
  }
  return low
}

function requestsOf(trace: RecordedTrace): Requests {
  let requests = REQUESTS.get(trace)
  if (requests === undefined) {
    requests = { byCallId: new Map(), byRun: new Map() }
    const tree = treeOf(trace)
    for (const span of trace.spans) {
      if (span.kind !== 'llm') continue
      const run = tree.run[span.index]!
      const calls = requests.byRun.get(run)
      if (calls === undefined) requests.byRun.set(run, [span])
      else calls.push(span)
      for (const { toolCalls } of span.outputMessages()) {
        // Of two instrumentations of one model call the inner one comes later and wins.
        for (const { id } of toolCalls ?? []) if (id !== null && id !== '') requests.byCallId.set(id, span)
      }
    }
    REQUESTS.set(trace, requests)
  }
  return requests
}
