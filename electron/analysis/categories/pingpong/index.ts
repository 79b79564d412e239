import type { RecordedSpan, RecordedTrace } from '../../../../shared/model/recorded-trace.ts'
import { agentOf, toolOf } from '../../agent-runs.ts'
import type { Category, CategoryFinding } from '../../category.ts'
import { evidenceAt, wholeEvidence } from '../../evidence.ts'
import { resultOf } from '../../failure-rule.ts'
import { isToolCall } from '../../span-tree.ts'

/** A→B three times. From CATEGORIES.md. */
const CYCLES = 3
/** A tool by which one agent hands over to the other brings nothing new. */
const HANDOFF = /transfer|hand_?off|delegate|route_to|switch_agent|call_(?:sub)?agent/i

interface Turn {
  agent: string
  span: RecordedSpan
}

export const pingpong: Category = {
  id: 'pingpong',
  name: 'Hand-off ping-pong',
  definition: 'Two agents passed the work back and forth three times or more without any new tool result.',
  class: 'S',
  version: 1,
  evaluate(trace) {
    const agents = new Set<string>()
    let hasTools = false
    for (const span of trace.spans) {
      if (span.agentName !== null) agents.add(span.agentName)
      if (isToolCall(span)) hasTools = true
    }
    if (agents.size < 2) return { verdict: 'not_evaluable', why: 'The trace names fewer than two agents.' }
    if (!hasTools)
      return { verdict: 'not_evaluable', why: 'The trace has no tool spans, whose results would be news.' }
    const acting = actingAgents(trace)
    const cycles = stretchesOf(trace).flatMap(findCycles)
    // What an agent without recorded calls finds out stands in its messages alone: they may be news.
    return resultOf(
      cycles.filter((turns) => turns.slice(0, 2).every(({ agent }) => acting.has(agent))).map(describe),
    )
  },
}

/** Turns of agents in order, cut wherever a tool gave something that it had not given before. */
function stretchesOf(trace: RecordedTrace): Turn[][] {
  const stretches: Turn[][] = [[]]
  const seen = new Set<string>()
  for (const span of trace.spans) {
    if (isToolCall(span)) {
      const result = HANDOFF.test(toolOf(span).slice(0, 200)) ? null : span.outputText()
      if (result === null || seen.has(result)) continue
      seen.add(result)
      stretches.push([])
    } else if (span.kind === 'agent' || span.kind === 'llm') {
      const agent = agentOf(trace, span)
      const turns = stretches.at(-1)!
      if (agent !== null && turns.at(-1)?.agent !== agent) turns.push({ agent, span })
    }
  }
  return stretches
}

/** Agents that called something, be it a tool by which they hand over, or said nothing at all. */
function actingAgents(trace: RecordedTrace): Set<string> {
  const acting = new Set<string>()
  const speaking = new Set<string>()
  for (const span of trace.spans) {
    const agent = agentOf(trace, span)
    if (agent === null) continue
    const messages = span.outputMessages()
    if (isToolCall(span) || messages.some(({ toolCalls }) => (toolCalls?.length ?? 0) > 0)) acting.add(agent)
    if (messages.some(({ text }) => text !== '')) speaking.add(agent)
  }
  for (const span of trace.spans) {
    const agent = agentOf(trace, span)
    if (agent !== null && !speaking.has(agent)) acting.add(agent)
  }
  return acting
}

/** Stretches in which the same two agents alternate. */
function findCycles(turns: readonly Turn[]): Turn[][] {
  const found: Turn[][] = []
  let from = 0
  for (let at = 2; at <= turns.length; at++) {
    if (at < turns.length && turns[at]!.agent === turns[at - 2]!.agent) continue
    if (at - from >= 2 * CYCLES) found.push(turns.slice(from, at))
    from = at - 1
  }
  return found
}

function describe(turns: readonly Turn[]): CategoryFinding {
  const last = turns.at(-1)!
  return {
    span: last.span,
    blame: null,
    evidence: turns
      .slice(-2 * CYCLES)
      .map(({ span, agent }) =>
        span.agentName === null
          ? wholeEvidence(span, 'name')!
          : evidenceAt(span, 'agent_name', agent, 0, agent.length),
      ),
    group: [
      turns
        .slice(0, 2)
        .map(({ agent }) => agent)
        .toSorted()
        .join(' ↔ '),
    ],
    signature: '',
  }
}
