import type { AgentDefinition, ToolDefinition } from './agents.ts'
import type { Random } from './random.ts'
import type { FaultRates } from './story.ts'

export interface SampleCall {
  id: string
  tool: ToolDefinition
  arguments: string
}

export interface SampleMessage {
  role: 'system' | 'user' | 'assistant' | 'tool'
  text: string
  calls?: SampleCall[]
  callId?: string
}

export interface LlmStep {
  kind: 'llm'
  /** How many messages of the conversation this call was sent. */
  history: number
  output: SampleMessage | null
  finish: string
  error: StepError | null
  milliseconds: number
}
export interface ToolStep {
  kind: 'tool'
  call: SampleCall
  result: string
  error: StepError | null
  milliseconds: number
}
export interface StepError {
  type: string
  message: string
  httpStatus?: number
}

/** One run of an agent: the whole conversation, and the calls that made it. */
export interface Conversation {
  messages: SampleMessage[]
  steps: (LlmStep | ToolStep)[]
  maxTokens: number
}

const MAX_TOKENS = 1024

/** Plays one run: question, some tool calls, an answer; with the faults of the day at their rates. */
export function playConversation(
  agent: AgentDefinition,
  promptVersion: number,
  rates: FaultRates,
  random: Random,
  turns: number,
): Conversation {
  const messages: SampleMessage[] = [
    { role: 'system', text: agent.prompt(promptVersion) },
    { role: 'user', text: agent.question(random) },
  ]
  const steps: (LlmStep | ToolStep)[] = []
  const plan = toolPlan(agent, rates, random, turns)
  for (const [index, planned] of plan.entries()) {
    const call: SampleCall = {
      id: `call_${random.hex(10)}`,
      tool: planned.tool,
      arguments: planned.arguments,
    }
    if (index === 0) addFailedCalls(steps, messages.length, rates, random)
    addLlm(steps, messages, { role: 'assistant', text: '', calls: [call] }, 'tool_calls', random)
    steps.push({
      kind: 'tool',
      call,
      result: planned.result,
      error: planned.error,
      milliseconds: planned.milliseconds,
    })
    messages.push({
      role: 'tool',
      text: planned.error ? `${planned.error.type}: ${planned.error.message}` : planned.result,
      callId: call.id,
    })
  }
  const cut = random.chance(rates.truncated)
  const answer = agent.answer(random)
  addLlm(
    steps,
    messages,
    { role: 'assistant', text: cut ? `${answer} ${answer.slice(0, answer.length / 2)}` : answer },
    cut ? 'length' : 'stop',
    random,
  )
  return { messages, steps, maxTokens: MAX_TOKENS }
}

interface PlannedCall {
  tool: ToolDefinition
  arguments: string
  result: string
  error: StepError | null
  milliseconds: number
}

function toolPlan(agent: AgentDefinition, rates: FaultRates, random: Random, turns: number): PlannedCall[] {
  const plan: PlannedCall[] = []
  const count = random.whole(agent.tools.length > 2 ? 2 : 1, 4) * turns
  for (let i = 0; i < count; i++) {
    const tool = agent.tools[Math.min(i, agent.tools.length - 1)]
    if (tool) plan.push(goodCall(tool, random))
  }
  const main = plan[agent.id === 'booking' ? 1 : 0]
  if (!main) return plan
  if (random.chance(rates.silentError)) breakSilently(agent, main, random)
  else if (random.chance(rates.toolError)) {
    main.error = {
      type: 'ToolBackendError',
      message: `the backend of ${main.tool.name} rejected request ${random.whole(10_000, 99_999)}`,
    }
  } else if (random.chance(rates.timeout)) {
    main.error = { type: 'TimeoutError', message: `${main.tool.name} gave no answer within 30 s` }
    main.milliseconds = 30_000
  } else if (random.chance(rates.notFound)) {
    main.error = {
      type: 'NotFoundError',
      message: `nothing is stored under id ${random.whole(10_000, 99_999)}`,
      httpStatus: 404,
    }
  } else if (random.chance(rates.emptyResult)) main.result = '[]'
  // A failed call is tried again once, as agents do; the second try works.
  if (main.error)
    plan.splice(plan.indexOf(main) + 1, 0, { ...goodCall(main.tool, random), arguments: main.arguments })
  else if (random.chance(rates.repeatedCall)) plan.splice(plan.indexOf(main) + 1, 0, { ...main }, { ...main })
  return plan
}

function goodCall(tool: ToolDefinition, random: Random): PlannedCall {
  const { arguments: values, result } = tool.call(random)
  return {
    tool,
    arguments: JSON.stringify(values),
    result: typeof result === 'string' ? result : JSON.stringify(result),
    error: null,
    milliseconds: random.around(700, 0.6),
  }
}

function breakSilently(agent: AgentDefinition, call: PlannedCall, random: Random): void {
  call.result = JSON.stringify(
    agent.id === 'booking'
      ? {
          ok: false,
          offers: [],
          error: `fare filter not understood: expected a fare code, got a name (request ${random.whole(10_000, 99_999)})`,
        }
      : { success: false, error: `backend answered with code ${random.pick([17, 22, 31])}` },
  )
}

function addFailedCalls(
  steps: (LlmStep | ToolStep)[],
  history: number,
  rates: FaultRates,
  random: Random,
): void {
  const fail = (error: StepError): void => {
    steps.push({
      kind: 'llm',
      history,
      output: null,
      finish: 'error',
      error,
      milliseconds: random.around(250, 0.3),
    })
  }
  if (random.chance(rates.rateLimited))
    fail({ type: 'RateLimitError', message: 'Rate limit reached, retry after 2 s', httpStatus: 429 })
  if (random.chance(rates.serviceError))
    fail({
      type: 'InternalServerError',
      message: 'The server had an error while processing the request',
      httpStatus: 503,
    })
}

function addLlm(
  steps: (LlmStep | ToolStep)[],
  messages: SampleMessage[],
  output: SampleMessage,
  finish: string,
  random: Random,
): void {
  steps.push({
    kind: 'llm',
    history: messages.length,
    output,
    finish,
    error: null,
    milliseconds: random.around(2200, 0.5),
  })
  messages.push(output)
}
