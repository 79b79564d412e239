import type { Evidence } from '../../../../shared/model/finding.ts'
import type { RecordedSpan, RecordedTrace } from '../../../../shared/model/recorded-trace.ts'
import type { Category, CategoryFinding, LearnedNormals } from '../../category.ts'
import { withoutTools } from '../../evaluable.ts'
import { findEmptiness, hasResult } from '../../empty-output.ts'
import { evidenceAt, wholeEvidence } from '../../evidence.ts'
import { matchFailures, resultOf } from '../../failure-rule.ts'
import { isDeclaredError } from '../../failures.ts'
import { agentOf } from '../../agent-runs.ts'
import { requesterOf } from '../../requester.ts'
import { isToolCall } from '../../span-tree.ts'

/** A tool that mostly returns nothing does so by nature: tau's `think` made 132 of 160 empty results. */
const USUALLY_EMPTY = 0.5

/** Tools that write, think or end the run: they have nothing to return. Only used while nothing has been learned. */
const RETURNS_NOTHING =
  /(?:^|[_.\-/\s])(?:think|thought|plan|reflect|note|memo|final|finish|done|submit|answer|respond|reply|complete|exit|stop|end|transfer|handoff|hand|write|save|store|set|put|add|insert|append|create|update|edit|patch|replace|delete|remove|clear|drop|send|post|notify|publish|emit|log|record|print|sleep|wait|click|type|press|scroll|close|cd|mkdir|mv|cp|rm|touch|kill|todo|todowrite|finalanswertool)(?:$|[_.\-/\s])/

/** Some search tools raise an error to say that there is nothing (smolagents' web search). */
const RAISED = {
  statuses: new Set<number>(),
  words: [/(?:^|: )no (?:search )?(?:results?|documents?|records?|matches|hits) (?:were |was )?found\b/gi],
}

export const toolEmpty: Category = {
  id: 'tool_empty',
  name: 'Empty tool result',
  definition: 'A tool that reads or searches returned nothing, and does not usually do so.',
  class: 'S',
  version: 2,
  evaluate(trace, normals) {
    const lacking = withoutTools(trace)
    if (lacking !== null) return lacking
    const judged = trace.spans.filter((span) => isToolCall(span) && hasResult(span) && !isDeclaredError(span))
    const findings = judged.flatMap((span) => {
      const empty = isEmptyByNature(trace, span, normals) ? null : findEmptiness(span)
      if (empty === null) return []
      const { path, value, start, end, text } = empty
      const evidence = text === '' ? wholeEvidence(span, path) : evidenceAt(span, path, value, start, end)
      return [describe(trace, span, evidence, text)]
    })
    const raised = matchFailures(trace, RAISED).flatMap(({ failure, evidence }) => {
      const { call } = failure
      if (call === null || !isToolCall(call) || isEmptyByNature(trace, call, normals)) return []
      return [describe(trace, call, evidence[0] ?? null, 'raised: no results')]
    })
    if (judged.length === 0 && raised.length === 0) {
      return { verdict: 'not_evaluable', why: 'No tool output is in this export.' }
    }
    return resultOf([...findings, ...raised])
  },
}

function describe(
  trace: RecordedTrace,
  span: RecordedSpan,
  evidence: Evidence | null,
  signature: string,
): CategoryFinding {
  return {
    span,
    blame: requesterOf(trace, span),
    evidence: evidence === null ? [] : [evidence],
    group: [`tool ${span.toolName ?? span.name}`],
    signature: signature === '' ? 'nothing' : signature,
  }
}

function isEmptyByNature(
  trace: RecordedTrace,
  span: RecordedSpan,
  normals: LearnedNormals | undefined,
): boolean {
  const tool = span.toolName ?? span.name
  const rate = normals?.emptyRate(tool, agentOf(trace, span)) ?? null
  if (rate !== null) return rate >= USUALLY_EMPTY
  return RETURNS_NOTHING.test(
    tool
      .slice(0, 200)
      .replace(/([a-z\d])([A-Z])/g, '$1_$2')
      .toLowerCase(),
  )
}
