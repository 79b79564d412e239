import type { RecordedSpan, RecordedTrace } from '../../../../shared/model/recorded-trace.ts'
import type { Category } from '../../category.ts'
import { withoutCalls } from '../../evaluable.ts'
import { findingOf, matchFailures, resultOf } from '../../failure-rule.ts'
import { failuresOf, spansOf } from '../../failures.ts'
import type { Failure } from '../../failures.ts'
import { treeOf } from '../../span-tree.ts'

const RULE = {
  /** 529 is Anthropic's "overloaded". */
  statuses: new Set([429, 529]),
  hint: /rate|too[ _]?many|overload|quota|exhausted|throttl|tokens? per/i,
  words: [
    /\bRateLimit(?:Error|Exceeded|Exception|ed)?\b/,
    /\brate[ _-]limit(?:s|ed|ing|_error|_exceeded)?\b/i,
    /\btoo[ _]many[ _]requests\b/i,
    /\bTooManyRequests\w{0,20}/,
    /\boverloaded(?:_error)?\b/i,
    /\binsufficient_quota\b|\bquota exceeded\b|\bexceeded your current quota\b/i,
    /\bRESOURCE_EXHAUSTED\b|\bResourceExhausted\b/,
    /\bThrottl(?:ingException|edException|ing|ed)\b/,
    /\btokens? per (?:min|minute|day)\b/i,
  ],
}

export const rateLimited: Category = {
  id: 'rate_limited',
  name: 'Rate limited',
  definition: 'A model or tool refused a call because of too many of them, or because it was overloaded.',
  class: 'F',
  version: 1,
  evaluate(trace) {
    const lacking = withoutCalls(trace)
    if (lacking !== null) return lacking
    const matches = matchFailures(trace, RULE)
    if (matches.length === 0) return { verdict: 'not_fired' }
    const succeeded = lastSuccesses(trace)
    const findings = matches.map((match) => {
      const finding = findingOf(match)
      if (isRetried(trace, match.failure, succeeded)) finding.class = 'S'
      return finding
    })
    return resultOf(findings)
  },
}

/** By agent run and what was called: the index of the last call that went well. */
function lastSuccesses(trace: RecordedTrace): Map<RecordedSpan, Map<string, number>> {
  const failed = new Set(failuresOf(trace).flatMap((failure) => (failure.handled ? [] : spansOf(failure))))
  const runs = new Map<RecordedSpan, Map<string, number>>()
  const tree = treeOf(trace)
  for (const span of trace.spans) {
    if (tree.call[span.index] !== span || failed.has(span)) continue
    const run = tree.run[span.index]!
    const last = runs.get(run) ?? new Map<string, number>()
    last.set(targetOf(span), span.index)
    runs.set(run, last)
  }
  return runs
}

/** A retry may go to another model; a retry of a tool is the same tool. */
function targetOf(call: RecordedSpan): string {
  return call.kind === 'tool' || call.kind === 'retrieval' ? `tool ${call.toolName ?? call.name}` : call.kind
}

function isRetried(
  trace: RecordedTrace,
  failure: Failure,
  succeeded: ReadonlyMap<RecordedSpan, ReadonlyMap<string, number>>,
): boolean {
  if (failure.handled) return true
  const call = failure.call ?? failure.span
  const last = succeeded.get(treeOf(trace).run[call.index]!)?.get(targetOf(call)) ?? -1
  return last > call.index
}
