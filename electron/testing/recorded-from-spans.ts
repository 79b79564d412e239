import { attributeText } from '../../shared/model/attribute.ts'
import type { AttributeValue } from '../../shared/model/attribute.ts'
import type { RecordedSpan, RecordedTrace } from '../../shared/model/recorded-trace.ts'
import type { Score } from '../../shared/model/score.ts'
import type { Span } from '../../shared/model/span.ts'

interface Node extends RecordedSpan {
  parent: Node | null
  children: Node[]
}

/**
 * Neutral spans of one trace as the store would give them back: in order of start time, parents linked,
 * cycles cut. A parent id that names no span of the list leaves the span a root.
 */
export function traceFromSpans(spans: readonly Span[], scores: readonly Score[] = []): RecordedTrace {
  const sorted = spans.toSorted((a, b) => a.startUs - b.startUs || a.startSubNs - b.startSubNs)
  const nodes = sorted.map(toNode)
  const byId = new Map(nodes.map((node) => [node.spanId, node]))
  for (const node of nodes) {
    const parent = node.parentSpanId === null ? undefined : byId.get(node.parentSpanId)
    if (parent !== undefined && parent !== node) node.parent = parent
  }
  cutCycles(nodes)
  for (const node of nodes) node.parent?.children.push(node)
  return {
    traceId: spans[0]?.traceId ?? '',
    spans: nodes,
    roots: nodes.filter((node) => node.parent === null),
    scores,
  }
}

/** Walks up from every span once; a walk that meets itself has found a cycle, which loses its last link. */
function cutCycles(nodes: readonly Node[]): void {
  const seenIn = new Map<Node, number>()
  for (const [round, start] of nodes.entries()) {
    let node: Node | null = start
    while (node !== null && !seenIn.has(node)) {
      seenIn.set(node, round)
      if (node.parent !== null && seenIn.get(node.parent) === round) node.parent = null
      node = node.parent
    }
  }
}

function toNode(span: Span, index: number): Node {
  const payload = (key: string | null): string | null =>
    key === null ? null : attributeText(span.attributes.get(key))
  return {
    index,
    spanId: span.spanId,
    parent: null,
    parentSpanId: span.parentSpanId,
    children: [],
    kind: span.kind,
    name: span.name,
    startUs: span.startUs,
    startSubNs: span.startSubNs,
    durationNs: span.durationNs,
    status: span.status,
    statusMessage: span.statusMessage,
    errorType: span.errorType,
    service: span.service,
    modelRequested: span.modelRequested,
    modelAnswered: span.modelAnswered,
    provider: span.provider,
    finishReason: span.finishReason,
    inputTokens: span.inputTokens,
    outputTokens: span.outputTokens,
    toolName: span.toolName,
    toolCallId: span.toolCallId,
    requestedBy: span.requestedBy,
    agentName: span.agentName,
    promptVersion: span.promptVersion,
    inputKey: span.inputKey,
    outputKey: span.outputKey,
    syntheticTime: span.syntheticTime,
    attribute: (key: string): AttributeValue | undefined => span.attributes.get(key),
    attributeKeys: () => span.attributes.keys(),
    events: () => span.events,
    inputText: () => payload(span.inputKey),
    outputText: () => payload(span.outputKey),
    inputMessages: () => span.inputMessages,
    outputMessages: () => span.outputMessages,
  }
}
