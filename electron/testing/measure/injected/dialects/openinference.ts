import type { Fields, Said, StoryDialect } from '../otlp-document.ts'
import { answerOf, functionOf, given, responseFormat } from './chat-message.ts'

/** Arize's OpenInference: one attribute a field, input and output as values. */
export const openInference: StoryDialect = {
  id: 'openinference',
  agent: (story) => ({
    name: story.agent,
    fields: {
      'openinference.span.kind': 'AGENT',
      'agent.name': story.agent,
      'input.value': story.user,
      'output.value': given(story.output),
    },
  }),
  model: (story, step, history) => ({
    name: 'ChatCompletion',
    fields: {
      'openinference.span.kind': 'LLM',
      'llm.invocation_parameters': JSON.stringify({
        model: step.requested,
        ...(step.maxTokens !== null && { max_tokens: step.maxTokens }),
        ...(step.format !== null && { response_format: responseFormat(step.format) }),
      }),
      'llm.model_name': step.failure === null ? step.answered : step.requested,
      'llm.finish_reason': given(step.finish),
      ...Object.fromEntries(
        story.tools.map((tool, index) => [
          `llm.tools.${index}.tool.json_schema`,
          JSON.stringify(functionOf(tool)),
        ]),
      ),
      ...flatMessages('llm.input_messages', history),
      ...(step.failure === null && flatMessages('llm.output_messages', [answerOf(step)])),
      ...(step.failure === null && {
        'llm.token_count.prompt': step.inputTokens,
        'llm.token_count.completion': step.outputTokens,
      }),
    },
  }),
  tool: ({ call, output }) => ({
    name: call.name,
    fields: {
      'openinference.span.kind': 'TOOL',
      'tool.name': call.name,
      'tool_call.id': call.id,
      'input.value': call.arguments,
      'output.value': given(output),
    },
  }),
}

function flatMessages(prefix: string, messages: readonly Said[]): Fields {
  const fields: Fields = {}
  for (const [index, { role, text, calls, callId }] of messages.entries()) {
    const at = `${prefix}.${index}.message`
    fields[`${at}.role`] = role
    if (text !== '' || calls.length === 0) fields[`${at}.content`] = text
    if (callId !== null) fields[`${at}.tool_call_id`] = callId
    for (const [number, call] of calls.entries()) {
      fields[`${at}.tool_calls.${number}.tool_call.id`] = call.id
      fields[`${at}.tool_calls.${number}.tool_call.function.name`] = call.name
      fields[`${at}.tool_calls.${number}.tool_call.function.arguments`] = call.arguments
    }
  }
  return fields
}
