import type { AgentDefinition } from './agents.ts'
import type { Conversation, LlmStep, SampleMessage, ToolStep } from './conversation.ts'
import { genAiAttributes } from './dialect-gen-ai.ts'
import { openInferenceAttributes } from './dialect-openinference.ts'
import { type AttributePair, type OtlpSpan, pair } from './otlp.ts'
import type { Random } from './random.ts'

export interface RunIdentity {
  traceId: string
  sessionId: string
  userId: string
  promptVersion: number
  /** Milliseconds since 1970. */
  startMs: number
}

/** How one dialect writes the three kinds of spans an agent run has. */
export interface DialectWriter {
  agent(agent: AgentDefinition, run: RunIdentity, question: string, answer: string): AttributePair[]
  llm(
    agent: AgentDefinition,
    run: RunIdentity,
    history: readonly SampleMessage[],
    step: LlmStep,
    maxTokens: number,
  ): AttributePair[]
  tool(step: ToolStep): AttributePair[]
}

/** Spans of one run in OTLP form; the root last, as exporters send them. */
export function encodeRun(
  agent: AgentDefinition,
  run: RunIdentity,
  conversation: Conversation,
  random: Random,
): OtlpSpan[] {
  const dialect = agent.id === 'research' ? openInferenceAttributes : genAiAttributes
  const rootId = random.hex(16)
  const spans: OtlpSpan[] = []
  let clock = run.startMs * 1000
  const rootStart = clock
  clock += random.whole(1, 4) * 1000
  for (const step of conversation.steps) {
    // A millisecond is as fine as most agent frameworks measure.
    const micros = Math.round(step.milliseconds) * 1000
    const name = step.kind === 'tool' ? `execute_tool ${step.call.tool.name}` : `chat ${agent.model}`
    const attributes =
      step.kind === 'tool'
        ? dialect.tool(step)
        : dialect.llm(agent, run, conversation.messages.slice(0, step.history), step, conversation.maxTokens)
    if (step.error) {
      attributes.push(pair('error.type', step.error.type))
      if (step.error.httpStatus) attributes.push(pair('http.response.status_code', step.error.httpStatus))
    }
    spans.push({
      traceId: run.traceId,
      spanId: random.hex(16),
      parentSpanId: rootId,
      name,
      kind: step.kind === 'llm' ? 3 : 1,
      startTimeUnixNano: `${clock}000`,
      endTimeUnixNano: `${clock + micros}000`,
      attributes,
      ...(step.error
        ? {
            events: [
              {
                name: 'exception',
                timeUnixNano: `${clock + micros}000`,
                attributes: [
                  pair('exception.type', step.error.type),
                  pair('exception.message', step.error.message),
                ],
              },
            ],
          }
        : {}),
      status: step.error ? { code: 2, message: step.error.message } : step.kind === 'tool' ? { code: 1 } : {},
    })
    clock += micros + random.whole(2, 40) * 1000
  }
  const question = conversation.messages.find((message) => message.role === 'user')?.text ?? ''
  const answer = conversation.messages.at(-1)?.text ?? ''
  spans.push({
    traceId: run.traceId,
    spanId: rootId,
    parentSpanId: '',
    name: `invoke_agent ${agent.name}`,
    kind: 1,
    startTimeUnixNano: `${rootStart}000`,
    endTimeUnixNano: `${clock}000`,
    attributes: dialect.agent(agent, run, question, answer),
    status: { code: 1 },
  })
  return spans
}
