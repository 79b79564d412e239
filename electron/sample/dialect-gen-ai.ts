import type { DialectWriter } from './encode-run.ts'
import { usage } from './usage.ts'
import type { SampleMessage } from './conversation.ts'
import { pair } from './otlp.ts'

/** OpenTelemetry GenAI semantic conventions, current generation: messages as JSON text. */
export const genAiAttributes: DialectWriter = {
  agent: (agent, run) => [
    pair('gen_ai.operation.name', 'invoke_agent'),
    pair('gen_ai.agent.name', agent.name),
    pair('gen_ai.conversation.id', run.sessionId),
    pair('gen_ai.prompt.name', `${agent.name}-system`),
    pair('gen_ai.prompt.version', String(run.promptVersion)),
    pair('user.id', run.userId),
  ],
  llm: (agent, run, history, step, maxTokens) => {
    const used = usage(history, step.output)
    const attributes = [
      pair('gen_ai.operation.name', 'chat'),
      pair('gen_ai.provider.name', agent.provider),
      pair('gen_ai.request.model', agent.model),
      pair('gen_ai.request.max_tokens', maxTokens),
      pair('gen_ai.conversation.id', run.sessionId),
      pair(
        'gen_ai.tool.definitions',
        JSON.stringify(
          agent.tools.map(({ name, description, parameters }) => ({
            type: 'function',
            name,
            description,
            parameters,
          })),
        ),
      ),
      pair('gen_ai.input.messages', JSON.stringify(history.map(partsOf))),
    ]
    if (!step.output) return attributes
    return [
      ...attributes,
      pair('gen_ai.response.model', agent.answeredBy),
      pair('gen_ai.response.finish_reasons', [step.finish]),
      pair('gen_ai.usage.input_tokens', used.input),
      pair('gen_ai.usage.output_tokens', step.finish === 'length' ? maxTokens : used.output),
      pair('gen_ai.usage.cost', (used.input * agent.inputPrice + used.output * agent.outputPrice) / 1e6),
      pair(
        'gen_ai.output.messages',
        JSON.stringify([{ ...partsOf(step.output), finish_reason: step.finish }]),
      ),
    ]
  },
  tool: (step) => [
    pair('gen_ai.operation.name', 'execute_tool'),
    pair('gen_ai.tool.name', step.call.tool.name),
    pair('gen_ai.tool.call.id', step.call.id),
    pair('gen_ai.tool.call.arguments', step.call.arguments),
    ...(step.error ? [] : [pair('gen_ai.tool.call.result', step.result)]),
  ],
}

function partsOf(message: SampleMessage): { role: string; parts: Record<string, unknown>[] } {
  if (message.role === 'tool') {
    return {
      role: 'tool',
      parts: [{ type: 'tool_call_response', id: message.callId, response: message.text }],
    }
  }
  const parts: Record<string, unknown>[] = []
  if (message.text) parts.push({ type: 'text', content: message.text })
  for (const call of message.calls ?? []) {
    parts.push({
      type: 'tool_call',
      id: call.id,
      name: call.tool.name,
      arguments: JSON.parse(call.arguments) as unknown,
    })
  }
  return { role: message.role, parts }
}
