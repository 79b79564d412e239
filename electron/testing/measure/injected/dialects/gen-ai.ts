import type { Said, SpanEventFields, StoryDialect } from '../otlp-document.ts'
import type { ModelStep } from '../story.ts'
import { answerOf, chatMessage, functionOf, given, responseFormat, usage } from './chat-message.ts'

function parts({ role, text, calls, callId }: Said): object {
  if (role === 'tool') return { role, parts: [{ type: 'tool_call_response', id: callId, response: text }] }
  return {
    role,
    parts: [
      ...(text === '' && calls.length > 0 ? [] : [{ type: 'text', content: text }]),
      ...calls.map(({ id, name, arguments: told }) => ({ type: 'tool_call', id, name, arguments: told })),
    ],
  }
}

/** OpenTelemetry GenAI conventions as they are now: messages as attributes. */
export const genAi: StoryDialect = {
  id: 'gen_ai',
  agent: (story) => ({
    name: `invoke_agent ${story.agent}`,
    fields: {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': story.agent,
      'gen_ai.output.messages':
        story.output === null
          ? undefined
          : JSON.stringify([{ role: 'assistant', parts: [{ type: 'text', content: story.output }] }]),
    },
  }),
  model: (story, step, history) => ({
    name: `chat ${step.requested}`,
    fields: {
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': step.requested,
      'gen_ai.response.model': step.failure === null ? step.answered : undefined,
      'gen_ai.response.finish_reasons': step.finish === null ? undefined : [step.finish],
      'gen_ai.request.max_tokens': step.maxTokens ?? undefined,
      'gen_ai.request.response_format':
        step.format === null ? undefined : JSON.stringify(responseFormat(step.format)),
      'gen_ai.tool.definitions': JSON.stringify(
        story.tools.map(({ name, schema }) => ({ type: 'function', name, parameters: schema })),
      ),
      'gen_ai.input.messages': JSON.stringify(history.map(parts)),
      'gen_ai.output.messages':
        step.failure === null
          ? JSON.stringify([{ ...parts(answerOf(step)), finish_reason: step.finish }])
          : undefined,
      ...usage(step),
    },
  }),
  tool: ({ call, output }) => ({
    name: `execute_tool ${call.name}`,
    fields: {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': call.name,
      'gen_ai.tool.call.id': call.id,
      'gen_ai.tool.call.arguments': call.arguments,
      'gen_ai.tool.call.result': given(output),
    },
  }),
}

/** The conventions up to 1.36: messages as events. */
export const genAiEvents: StoryDialect = {
  ...genAi,
  id: 'gen_ai events',
  agent: (story) => ({
    name: `invoke_agent ${story.agent}`,
    fields: { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': story.agent },
  }),
  model: (story, step, history) => ({
    name: `chat ${step.requested}`,
    fields: {
      'gen_ai.operation.name': 'chat',
      'gen_ai.system': 'openai',
      'gen_ai.request.model': step.requested,
      'gen_ai.response.model': step.failure === null ? step.answered : undefined,
      'gen_ai.response.finish_reasons': step.finish === null ? undefined : [step.finish],
      'gen_ai.request.max_tokens': step.maxTokens ?? undefined,
      'gen_ai.openai.request.response_format':
        step.format === null ? undefined : JSON.stringify(responseFormat(step.format)),
      'gen_ai.request.tools': JSON.stringify(story.tools.map(functionOf)),
      ...usage(step),
    },
    events: [...history.map(eventOf), ...(step.failure === null ? [choiceOf(step)] : [])],
  }),
}

function eventOf(said: Said): SpanEventFields {
  const { tool_calls: calls } = chatMessage(said) as { tool_calls?: object[] }
  return {
    name: `gen_ai.${said.role}.message`,
    fields: {
      content: said.text,
      tool_calls: calls === undefined ? undefined : JSON.stringify(calls),
      id: given(said.callId),
    },
  }
}

function choiceOf(step: ModelStep): SpanEventFields {
  return {
    name: 'gen_ai.choice',
    fields: {
      index: 0,
      finish_reason: given(step.finish),
      message: JSON.stringify(chatMessage(answerOf(step))),
    },
  }
}
