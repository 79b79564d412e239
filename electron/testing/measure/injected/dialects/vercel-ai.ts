import type { StoryDialect } from '../otlp-document.ts'
import { chatMessage, given } from './chat-message.ts'

/** Vercel's AI SDK. */
export const vercelAi: StoryDialect = {
  id: 'vercel ai',
  agent: (story) => ({
    name: 'ai.generateText',
    fields: {
      'ai.operationId': 'ai.generateText',
      'ai.telemetry.functionId': story.agent,
      'ai.prompt': JSON.stringify({ system: story.system, prompt: story.user }),
      'ai.response.text': given(story.output),
    },
  }),
  model: (story, step, history) => ({
    name: 'ai.generateText.doGenerate',
    fields: {
      'ai.operationId': 'ai.generateText.doGenerate',
      'ai.model.id': step.requested,
      'gen_ai.request.model': step.requested,
      'ai.response.model': step.failure === null ? step.answered : undefined,
      'ai.settings.maxOutputTokens': step.maxTokens ?? undefined,
      'ai.schema': step.format === null ? undefined : JSON.stringify(step.format),
      'ai.prompt.tools': story.tools.map(({ name, schema }) =>
        JSON.stringify({ type: 'function', name, inputSchema: schema }),
      ),
      'ai.prompt.messages': JSON.stringify(history.map(chatMessage)),
      'ai.response.text':
        step.failure !== null || (step.text === '' && step.calls.length > 0) ? undefined : step.text,
      'ai.response.toolCalls':
        step.calls.length === 0
          ? undefined
          : JSON.stringify(
              step.calls.map(({ id, name, arguments: told }) => ({
                toolCallType: 'function',
                toolCallId: id,
                toolName: name,
                args: told,
              })),
            ),
      'ai.response.finishReason': given(step.finish === 'tool_calls' ? 'tool-calls' : step.finish),
      ...(step.failure === null && {
        'ai.usage.inputTokens': step.inputTokens,
        'ai.usage.outputTokens': step.outputTokens,
      }),
    },
  }),
  tool: ({ call, output }) => ({
    name: 'ai.toolCall',
    fields: {
      'ai.operationId': 'ai.toolCall',
      'ai.toolCall.name': call.name,
      'ai.toolCall.id': call.id,
      'ai.toolCall.args': call.arguments,
      'ai.toolCall.result': given(output),
    },
  }),
}
