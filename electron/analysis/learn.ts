import type { RecordedTrace } from '../../shared/model/recorded-trace.ts'
import type { LearnedNormals } from './category.ts'
import { findEmptiness, hasResult } from './empty-output.ts'
import { isDeclaredError } from './failures.ts'
import { isToolCall } from './span-tree.ts'

/** Calls of one tool with a recorded result, and how many of them returned nothing. Plain numbers: they can be stored. */
export interface ToolCount {
  calls: number
  empty: number
}
export type ToolCounts = Map<string, ToolCount>

/** With fewer calls one day decides: 3 of 6 empty is compatible with a true rate of 12 % to 88 %. */
export const LEAST_CALLS = 10

/** Adds a trace's tool calls to the counts. */
export function learnTrace(counts: ToolCounts, trace: RecordedTrace): void {
  for (const span of trace.spans) {
    if (!isToolCall(span) || !hasResult(span) || isDeclaredError(span)) continue
    const tool = span.toolName ?? span.name
    const count = counts.get(tool) ?? { calls: 0, empty: 0 }
    count.calls++
    if (findEmptiness(span) !== null) count.empty++
    counts.set(tool, count)
  }
}

/** What the counts say is normal. Reads them when asked, so that later traces count too. */
export function normalsFrom(
  counts: ReadonlyMap<string, ToolCount>,
  { evaluated = false }: { evaluated?: boolean } = {},
): LearnedNormals {
  return {
    evaluated,
    emptyRate(tool) {
      const count = counts.get(tool)
      return count === undefined || count.calls < LEAST_CALLS ? null : count.empty / count.calls
    },
  }
}
