import type { Fields, Said } from '../otlp-document.ts'
import type { ModelStep, Story } from '../story.ts'

/** OpenAI's declaration of a tool. */
export const functionOf = ({ name, schema }: Story['tools'][number]): object => ({
  type: 'function',
  function: { name, parameters: schema },
})
/** A field that may be missing. */
export const given = (value: string | null): string | undefined => value ?? undefined

export function usage(step: ModelStep): Fields {
  if (step.failure !== null) return {}
  return { 'gen_ai.usage.input_tokens': step.inputTokens, 'gen_ai.usage.output_tokens': step.outputTokens }
}

export function responseFormat(format: object | null): object | undefined {
  return format === null
    ? undefined
    : { type: 'json_schema', json_schema: { name: 'answer', schema: format } }
}

/** OpenAI's form of a message, which several dialects carry. */
export function chatMessage({ role, text, calls, callId }: Said): object {
  return {
    role,
    content: text,
    ...(calls.length > 0 && {
      tool_calls: calls.map(({ id, name, arguments: told }) => ({
        id,
        type: 'function',
        function: { name, arguments: told },
      })),
    }),
    ...(callId !== null && { tool_call_id: callId }),
  }
}

/** What the model answered, as a message. */
export const answerOf = (step: ModelStep): Said => ({
  role: 'assistant',
  text: step.text,
  calls: step.calls,
  callId: null,
})
