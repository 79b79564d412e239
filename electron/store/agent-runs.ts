import type { Message } from '../../shared/model/message.ts'
import type { RecordedSpan } from '../../shared/model/recorded-trace.ts'
import { PendingCalls } from './pending-calls.ts'
import { ToldMessages } from './told-messages.ts'

/** One line of conversation: what was told in it, and the tool calls that wait for their spans. */
export interface AgentRun {
  told: ToldMessages
  calls: PendingCalls
  /** Calls that were answered at the span of the tool. */
  answered: Set<string>
}

/** The lines of conversation of a trace: each run of an agent has its own, all that is outside of agents shares one. */
export class AgentRuns {
  readonly #runs = new Map<RecordedSpan | null, AgentRun>()

  /** The line a span belongs to. Its history tells whether it goes on with another agent's, as after a handoff. */
  of(span: RecordedSpan, history: readonly Message[] = []): AgentRun {
    const agent = agentOf(span)
    const known = this.#runs.get(agent)
    if (known) return known
    const run = this.#continued(history) ?? {
      told: new ToldMessages(),
      calls: new PendingCalls(),
      answered: new Set(),
    }
    this.#runs.set(agent, run)
    return run
  }

  /** Two messages or more that are most of the history: one alone is a task that was handed down. */
  #continued(history: readonly Message[]): AgentRun | undefined {
    const own = history.filter((message) => message.role !== 'system').length
    return [...this.#runs.values()].findLast((run) => {
      const overlap = run.told.overlap(history)
      return overlap >= 2 && overlap * 2 >= own
    })
  }
}

/** The agent whose run a span is part of: the nearest above it, or null. */
export function agentOf(span: RecordedSpan): RecordedSpan | null {
  let above = span.parent
  while (above !== null && above.kind !== 'agent') above = above.parent
  return above
}
