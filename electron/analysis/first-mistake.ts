import type { RecordedSpan, RecordedTrace } from '../../shared/model/recorded-trace.ts'
import { runsOf } from './agent-runs.ts'

/** Where a run that failed most likely went wrong first. */
export interface FirstMistake {
  /** The step; for the opening message, which is nobody's span, the first step that was given it. */
  span: RecordedSpan
  /** The message that opened the work is to blame: it decided how to go about it. */
  isOpening: boolean
  /** In a few words. */
  why: string
}

/** Who leads speaks more than half of the turns (Magentic-One's orchestrator 0.6 to 0.75 of them), and to itself first. */
const LEADS = 0.5
/** What a worker brings first is an overview; what it brings next is what the rest is built on. */
const WORKER_TURN = 2
/** The opening message already acts: it writes code, or reports what running some gave. */
const ACTS = /```|\bexitcode: [1-9]/

/**
 * The first mistake of a run in which several agents talk, for runs known to have failed: the second turn of the workers
 * where one agent leads them; else the opening message where it acts, or the first answer to it. Written
 * with Who&When's runs in view; `npm run measure:blame` prints how often it is right. Null for a single agent.
 */
export function firstMistake(trace: RecordedTrace): FirstMistake | null {
  const turns = runsOf(trace)
    .flatMap(({ steps }) => steps)
    .filter(({ kind, agentName }) => kind === 'llm' && agentName !== null)
    .toSorted((a, b) => a.index - b.index)
  const [first] = turns
  const speakers = Map.groupBy(turns, ({ agentName }) => agentName)
  if (first === undefined || speakers.size < 2) return null
  const leader = turns[1]?.agentName === first.agentName ? first.agentName : null
  if (leader !== null && (speakers.get(leader)?.length ?? 0) > LEADS * turns.length) {
    const workers = turns.filter(({ agentName }) => agentName !== leader)
    const span = workers[WORKER_TURN - 1] ?? workers[0] ?? first
    return { span, isOpening: false, why: 'what the workers brought second' }
  }
  const opening = first.inputMessages().find(({ role }) => role === 'user')
  if (opening !== undefined && ACTS.test(opening.text))
    return { span: first, isOpening: true, why: 'the opening message already acts' }
  return { span: first, isOpening: false, why: 'the first answer' }
}
