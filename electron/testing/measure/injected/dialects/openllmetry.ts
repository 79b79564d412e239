import type { Fields, Said, StoryDialect } from '../otlp-document.ts'
import { answerOf, given, usage } from './chat-message.ts'

/** Traceloop's OpenLLMetry. */
export const openLlmetry: StoryDialect = {
  id: 'openllmetry',
  agent: (story) => ({
    name: `${story.agent}.agent`,
    fields: {
      'traceloop.span.kind': 'agent',
      'traceloop.entity.name': story.agent,
      'traceloop.entity.input': JSON.stringify({ question: story.user }),
      'traceloop.entity.output': given(story.output),
    },
  }),
  model: (story, step, history) => ({
    name: 'openai.chat',
    fields: {
      'llm.request.type': 'chat',
      'gen_ai.system': 'OpenAI',
      'gen_ai.request.model': step.requested,
      'gen_ai.response.model': step.failure === null ? step.answered : undefined,
      'gen_ai.request.max_tokens': step.maxTokens ?? undefined,
      'gen_ai.request.structured_output_schema':
        step.format === null ? undefined : JSON.stringify(step.format),
      ...Object.fromEntries(
        story.tools.flatMap(({ name, schema }, index) => [
          [`llm.request.functions.${index}.name`, name],
          [`llm.request.functions.${index}.parameters`, JSON.stringify(schema)],
        ]),
      ),
      ...promptFields('gen_ai.prompt', history),
      ...(step.failure === null && promptFields('gen_ai.completion', [answerOf(step)])),
      'gen_ai.completion.0.finish_reason': given(step.finish),
      ...usage(step),
    },
  }),
  tool: ({ call, output }) => ({
    name: `${call.name}.tool`,
    fields: {
      'traceloop.span.kind': 'tool',
      'traceloop.entity.name': call.name,
      'gen_ai.tool.call.id': call.id,
      'traceloop.entity.input': call.arguments,
      'traceloop.entity.output': given(output),
    },
  }),
}

function promptFields(prefix: string, messages: readonly Said[]): Fields {
  const fields: Fields = {}
  for (const [index, { role, text, calls, callId }] of messages.entries()) {
    const at = `${prefix}.${index}`
    fields[`${at}.role`] = role
    if (text !== '' || calls.length === 0) fields[`${at}.content`] = text
    if (callId !== null) fields[`${at}.tool_call_id`] = callId
    for (const [number, call] of calls.entries()) {
      fields[`${at}.tool_calls.${number}.id`] = call.id
      fields[`${at}.tool_calls.${number}.name`] = call.name
      fields[`${at}.tool_calls.${number}.arguments`] = call.arguments
    }
  }
  return fields
}
