import { SPAN_KINDS } from '../../shared/model/span.ts'

const LLM = SPAN_KINDS.indexOf('llm')
const TOOL = SPAN_KINDS.indexOf('tool')

/**
 * The llm spans that carry something, without those above another that does: nested instrumentations (an agent
 * framework's and the client library's) record one call twice. What a sub-agent asks below a tool is its own: the call
 * that asked for the tool counts beside it. `parents` are positions, without cycles.
 */
export function countedCalls<S extends { kind: number }>(
  spans: readonly S[],
  parents: Int32Array,
  carries: (span: S) => boolean,
): S[] {
  const above = new Uint8Array(spans.length)
  const calls: number[] = []
  for (const [index, span] of spans.entries()) {
    if (span.kind !== LLM || !carries(span)) continue
    calls.push(index)
    for (let at = parents[index] ?? -1; at !== -1 && above[at] === 0; at = parents[at] ?? -1) {
      if (spans[at]?.kind === TOOL) break
      above[at] = 1
    }
  }
  return calls.flatMap((index) => {
    const span = spans[index]
    return span === undefined || above[index] === 1 ? [] : [span]
  })
}
