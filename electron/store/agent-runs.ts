import type { ToolCall } from '../../shared/model/message.ts'
import type { RecordedSpan } from '../../shared/model/recorded-trace.ts'
import type { HeardMessage } from './message-history.ts'
import { PendingCalls } from './pending-calls.ts'
import { ToldMessages } from './told-messages.ts'

/** One line of conversation: what was told in it, and the tool calls that wait for their spans. */
export class AgentRun {
  readonly told: ToldMessages
  readonly calls = new PendingCalls()
  /** Calls that were answered at the span of the tool. */
  readonly answered = new Set<string>()
  readonly #names = new Map<string, string>()

  constructor(told: ToldMessages) {
    this.told = told
  }

  /** Takes note of a call that a message asks for. */
  note(call: ToolCall): void {
    this.calls.add(call)
    if (call.id !== null) this.#names.set(call.id, call.name)
  }

  /** Name of the tool that was called under an id. */
  nameOf(callId: string | null): string | null {
    return callId === null ? null : (this.#names.get(callId) ?? null)
  }
}

/** A conversation is taken over from one of the last so many agents. */
const RUNS = 20

/** The lines of conversation of a trace: each run of an agent has its own, all that is outside of agents shares one. */
export class AgentRuns {
  readonly #runs = new Map<RecordedSpan | null, AgentRun>()
  /** Long texts told in any line: what stands outside of all agents looks back on them. */
  readonly #anywhere = new Set<string>()

  /** The line a span belongs to. Its history tells whether it goes on with another agent's, as after a handoff. */
  of(span: RecordedSpan, history: readonly HeardMessage[] = []): AgentRun {
    const agent = agentOf(span)
    const known = this.#runs.get(agent)
    if (known) return known
    const run =
      this.#continued(history) ??
      new AgentRun(new ToldMessages(this.#anywhere, { looksBack: agent === null }))
    this.#runs.set(agent, run)
    return run
  }

  /** Two messages or more that are most of the history: one alone is a task that was handed down. */
  #continued(history: readonly HeardMessage[]): AgentRun | undefined {
    const own = history.filter((message) => !message.system).length
    return [...this.#runs.values()].slice(-RUNS).findLast((run) => {
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
