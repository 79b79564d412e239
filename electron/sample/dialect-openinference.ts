import type { SampleMessage } from './conversation.ts'
import type { DialectWriter } from './encode-run.ts'
import { type AttributePair, pair } from './otlp.ts'
import { usage } from './usage.ts'

/** OpenInference: flattened messages, JSON payloads in `input.value` and `output.value`. */
export const openInferenceAttributes: DialectWriter = {
  agent: (agent, run, question, answer) => [
    pair('openinference.span.kind', 'AGENT'),
    pair('agent.name', agent.name),
    pair('session.id', run.sessionId),
    pair('user.id', run.userId),
    pair('llm.prompt_template.version', String(run.promptVersion)),
    pair('input.value', question),
    pair('output.value', answer),
  ],
  llm: (agent, run, history, step, maxTokens) => {
    const used = usage(history, step.output)
    const attributes = [
      pair('openinference.span.kind', 'LLM'),
      pair('llm.provider', agent.provider),
      pair('llm.request.model_name', agent.model),
      pair('llm.invocation_parameters', JSON.stringify({ max_tokens: maxTokens, temperature: 0.2 })),
      pair('session.id', run.sessionId),
      ...agent.tools.map(({ name, description, parameters }, i) =>
        pair(
          `llm.tools.${i}.tool.json_schema`,
          JSON.stringify({ type: 'function', function: { name, description, parameters } }),
        ),
      ),
      ...history.flatMap((message, i) => flatten(`llm.input_messages.${i}.message`, message)),
    ]
    if (!step.output) return attributes
    const cost = (used.input * agent.inputPrice + used.output * agent.outputPrice) / 1e6
    return [
      ...attributes,
      pair('llm.model_name', agent.answeredBy),
      pair('llm.response.model_name', agent.answeredBy),
      pair('llm.finish_reason', step.finish),
      pair('llm.token_count.prompt', used.input),
      pair('llm.token_count.completion', step.finish === 'length' ? maxTokens : used.output),
      pair('llm.cost.total', cost),
      ...flatten('llm.output_messages.0.message', step.output),
    ]
  },
  tool: (step) => [
    pair('openinference.span.kind', 'TOOL'),
    pair('tool.name', step.call.tool.name),
    pair('tool.id', step.call.id),
    pair('input.value', step.call.arguments),
    pair('input.mime_type', 'application/json'),
    ...(step.error ? [] : [pair('output.value', step.result)]),
  ],
}

function flatten(prefix: string, message: SampleMessage): AttributePair[] {
  const pairs = [pair(`${prefix}.role`, message.role)]
  if (message.text) pairs.push(pair(`${prefix}.content`, message.text))
  if (message.callId) pairs.push(pair(`${prefix}.tool_call_id`, message.callId))
  for (const [i, call] of (message.calls ?? []).entries()) {
    pairs.push(
      pair(`${prefix}.tool_calls.${i}.tool_call.id`, call.id),
      pair(`${prefix}.tool_calls.${i}.tool_call.function.name`, call.tool.name),
      pair(`${prefix}.tool_calls.${i}.tool_call.function.arguments`, call.arguments),
    )
  }
  return pairs
}
