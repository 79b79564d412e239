import type { RecordedSpan, RecordedTrace } from '../../shared/model/recorded-trace.ts'
import type { SpanKind } from '../../shared/model/span.ts'

/** What every category asks of the tree, worked out once for a trace and without recursion. By span index. */
export interface SpanTree {
  /** Parents before children. */
  order: readonly RecordedSpan[]
  /**
   * The agent span the span works for: its nearest agent ancestor, else its root. Calls that are roots themselves, as in a
   * conversation without spans of its own, are one run, named by the first of them.
   */
  run: readonly RecordedSpan[]
  /** The span itself or its nearest ancestor that is a call of a model, a tool or the like; null outside of one. */
  call: readonly (RecordedSpan | null)[]
  /** True where the span or an ancestor belongs to an agent at all (any kind but `other`). */
  inAgent: readonly boolean[]
}

const CALL_KINDS: ReadonlySet<SpanKind> = new Set([
  'llm',
  'tool',
  'retrieval',
  'embedding',
  'reranker',
  'guardrail',
])

export function isCall(span: RecordedSpan): boolean {
  return CALL_KINDS.has(span.kind)
}

/** Calls that ask a model rather than a tool. */
export function isModelCall(span: RecordedSpan): boolean {
  return span.kind === 'llm' || span.kind === 'embedding' || span.kind === 'reranker'
}

/** A tool or retrieval the agent called. What the simulated user of a benchmark calls is not the agent's doing. */
export function isToolCall(span: RecordedSpan): boolean {
  return (span.kind === 'tool' || span.kind === 'retrieval') && span.requestedBy !== 'user'
}

const TREES = new WeakMap<RecordedTrace, SpanTree>()

export function treeOf(trace: RecordedTrace): SpanTree {
  let tree = TREES.get(trace)
  if (tree === undefined) {
    tree = buildTree(trace)
    TREES.set(trace, tree)
  }
  return tree
}

function buildTree(trace: RecordedTrace): SpanTree {
  const order: RecordedSpan[] = [...trace.roots]
  for (let at = 0; at < order.length; at++) for (const child of order[at]!.children) order.push(child)
  const run = Array.from<RecordedSpan>({ length: trace.spans.length })
  const call = Array.from<RecordedSpan | null>({ length: trace.spans.length }).fill(null)
  const inAgent = Array.from<boolean>({ length: trace.spans.length }).fill(false)
  const first = trace.roots.find(isCall)
  for (const span of order) {
    const { parent, index } = span
    run[index] =
      parent === null ? (isCall(span) ? first! : span) : parent.kind === 'agent' ? parent : run[parent.index]!
    call[index] = isCall(span) ? span : parent === null || span.kind === 'agent' ? null : call[parent.index]!
    inAgent[index] = span.kind !== 'other' || (parent !== null && inAgent[parent.index]!)
  }
  return { order, run, call, inAgent }
}

/** The tools, models and steps of an agent; false for a trace of plain services. */
export function hasCalls(trace: RecordedTrace): boolean {
  return trace.spans.some(isCall)
}
