import { AGENTS, type AgentDefinition } from './agents.ts'
import { playConversation } from './conversation.ts'
import { encodeRun, type RunIdentity } from './encode-run.ts'
import { logLine, type OtlpLogRecord, type OtlpSpan, pair, spanLine } from './otlp.ts'
import { type Random, seededRandom } from './random.ts'
import { AGENT_IDS, type AgentId, dailyVolume, faultRates, STORY, trafficShares } from './story.ts'

export interface SampleOptions {
  seed: string
  weeks: number
  tracesPerDay: number
  /** Times as many tool calls a run as in the plain sample: longer histories, for load. */
  turns?: number
}

export const SAMPLE_DEFAULTS: SampleOptions = { seed: 'ebb', weeks: 8, tracesPerDay: 80, turns: 1 }

/** Monday, 2 March 2026. */
const FIRST_DAY_MS = Date.UTC(2026, 2, 2)
const DAY_MS = 86_400_000
/** Spans a batch holds at most; longer runs are split over two lines, as batch exporters do. */
const BATCH_SPANS = 6
const EVALUATED_SHARE = 0.3
/** Share of sessions that come back with a second question within the hour. */
const SECOND_TRACE_SHARE = 0.2

/** The sample as lines of OTLP JSON (traces, with evaluation results as log lines), in order of time. */
export function* generateSample(options: SampleOptions): Generator<string> {
  for (let day = 0; day < options.weeks * 7; day++) {
    const random = seededRandom(`${options.seed}|${day}`)
    const runs = dayRuns(day, options.tracesPerDay, random)
    let late: string[] = []
    for (const { agent, run } of runs) {
      const conversation = playConversation(
        agent,
        run.promptVersion,
        faultRates(agent.id, day),
        random,
        options.turns ?? 1,
      )
      const spans = encodeRun(agent, run, conversation, random)
      const [first, second] = splitBatch(spans)
      yield spanLine(agent.service, 'production', first)
      yield* late
      late = second.length > 0 ? [spanLine(agent.service, 'production', second)] : []
      const root = spans.at(-1)
      if (root && random.chance(EVALUATED_SHARE))
        late.push(logLine('evaluations', [evaluation(root, day, random)]))
    }
    yield* late
  }
}

function dayRuns(
  day: number,
  tracesPerDay: number,
  random: Random,
): { agent: AgentDefinition; run: RunIdentity }[] {
  const shares = trafficShares(day)
  const runs: { agent: AgentDefinition; run: RunIdentity }[] = []
  const count = random.poisson(dailyVolume(day, tracesPerDay) / (1 + SECOND_TRACE_SHARE))
  for (let i = 0; i < count; i++) {
    const agent = AGENTS[pickAgent(shares, random)]
    const sessionId = `s-${random.hex(12)}`
    const userId = `u-${random.whole(1000, 4999)}`
    const startMs = FIRST_DAY_MS + day * DAY_MS + timeOfDay(random)
    const promptVersion =
      agent.firstPromptVersion + (agent.id === 'booking' && day >= STORY.promptChangeDay ? 1 : 0)
    const run = (at: number): RunIdentity => ({
      traceId: random.hex(32),
      sessionId,
      userId,
      promptVersion,
      startMs: at,
    })
    runs.push({ agent, run: run(startMs) })
    if (random.chance(SECOND_TRACE_SHARE)) {
      const later = Math.min(
        startMs + random.whole(120_000, 2_400_000),
        FIRST_DAY_MS + (day + 1) * DAY_MS - 120_000,
      )
      runs.push({ agent, run: run(later) })
    }
  }
  return runs.toSorted((a, b) => a.run.startMs - b.run.startMs)
}

function pickAgent(shares: Record<AgentId, number>, random: Random): AgentId {
  let rest = random.unit()
  for (const id of AGENT_IDS) {
    rest -= shares[id]
    if (rest < 0) return id
  }
  return 'research'
}

/** Most traffic comes between seven and twenty-two o'clock. */
function timeOfDay(random: Random): number {
  const hours = random.chance(0.88) ? 7 + random.unit() * 15 : random.unit() * 23.9
  return Math.floor(hours * 3_600_000)
}

function splitBatch(spans: OtlpSpan[]): [OtlpSpan[], OtlpSpan[]] {
  return spans.length > BATCH_SPANS ? [spans.slice(0, BATCH_SPANS), spans.slice(BATCH_SPANS)] : [spans, []]
}

function evaluation(root: OtlpSpan, day: number, random: Random): OtlpLogRecord {
  const changed = day >= STORY.evaluatorChangeDay
  const value = Math.min(
    1,
    Math.max(0, Math.round((changed ? 0.68 : 0.86) * random.around(1, 0.12) * 100) / 100),
  )
  return {
    timeUnixNano: root.endTimeUnixNano,
    eventName: 'gen_ai.evaluation.result',
    traceId: root.traceId,
    spanId: root.spanId,
    attributes: [
      pair('gen_ai.evaluation.name', 'helpfulness'),
      pair('gen_ai.evaluation.score.value', value),
      pair('gen_ai.evaluation.score.label', value >= 0.7 ? 'helpful' : 'not helpful'),
      pair('gen_ai.evaluation.evaluator.kind', 'llm'),
      pair('gen_ai.evaluation.judge.model', changed ? 'gpt-4.1' : 'gemini-2.5-pro'),
      pair('gen_ai.evaluation.rubric', 'helpfulness'),
      pair('gen_ai.evaluation.rubric.version', changed ? '4' : '3'),
    ],
  }
}
