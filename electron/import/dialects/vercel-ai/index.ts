import type { Message, ToolCall } from '../../../../shared/model/message.ts'
import type { Span, SpanKind } from '../../../../shared/model/span.ts'
import { parseJson, presentKey, setKind, setUsage, textAt } from '../attribute-reading.ts'
import type { Dialect } from '../dialect.ts'
import { messagesAt, splitAt } from '../json-messages.ts'
import { messagesFromJson } from '../message-json.ts'
import type { SourceMemory } from '../source-memory.ts'

const METADATA = 'ai.telemetry.metadata.'

/**
 * Vercel AI SDK, its own attributes (v4 to v6, and `LegacyOpenTelemetry` of v7). The outer span of a call repeats the usage of the
 * inner `.do*` spans, so only those are model calls.
 */
export const vercelAi = {
  id: 'vercel-ai',
  markers: ['ai.operationId'],
  translate(span, memory) {
    const { attributes } = span
    const operation = textAt(attributes, 'ai.operationId') ?? ''
    setKind(span, kindOf(operation))
    span.sessionId ??= textAt(
      attributes,
      `${METADATA}sessionId`,
      `${METADATA}session_id`,
      `${METADATA}threadId`,
    )
    span.userId ??= textAt(attributes, `${METADATA}userId`, `${METADATA}user_id`)
    span.promptVersion ??= textAt(attributes, `${METADATA}promptVersion`)
    if (span.kind === 'tool') {
      span.toolName ??= textAt(attributes, 'ai.toolCall.name')
      span.toolCallId ??= textAt(attributes, 'ai.toolCall.id')
      span.inputKey ??= presentKey(attributes, 'ai.toolCall.args')
      span.outputKey ??= presentKey(attributes, 'ai.toolCall.result')
      return
    }
    if (span.kind === 'agent') span.agentName ??= textAt(attributes, 'ai.telemetry.functionId')
    if (span.kind === 'llm' || span.kind === 'embedding') translateCall(span)
    if (span.kind === 'llm') readMessages(span, memory)
    else splitAt(span, 'ai.prompt', memory)
    span.inputKey ??= presentKey(attributes, 'ai.prompt.messages', 'ai.prompt', 'ai.value', 'ai.values')
    span.outputKey ??= presentKey(
      attributes,
      'ai.response.text',
      'ai.response.object',
      'ai.response.toolCalls',
    )
  },
} as const satisfies Dialect

function kindOf(operation: string): SpanKind | undefined {
  if (operation === 'ai.toolCall') return 'tool'
  if (operation.endsWith('.doEmbed')) return 'embedding'
  if (operation.endsWith('.doRerank')) return 'reranker'
  if (/\.do[A-Z]\w*$/.test(operation)) return 'llm'
  if (/^ai\.(generate|stream)Text$/.test(operation)) return 'agent'
  return operation === '' ? undefined : 'chain'
}

function translateCall(span: Span): void {
  const { attributes } = span
  span.modelRequested ??= textAt(attributes, 'gen_ai.request.model', 'ai.model.id')
  span.modelAnswered ??= textAt(attributes, 'ai.response.model', 'gen_ai.response.model')
  span.provider ??= textAt(attributes, 'ai.model.provider', 'gen_ai.system')
  span.finishReason ??= textAt(attributes, 'ai.response.finishReason', 'ai.finishReason')
  setUsage(span, {
    input: ['ai.usage.inputTokens', 'ai.usage.promptTokens', 'gen_ai.usage.input_tokens', 'ai.usage.tokens'],
    output: ['ai.usage.outputTokens', 'ai.usage.completionTokens', 'gen_ai.usage.output_tokens'],
    cached: ['ai.usage.cachedInputTokens', 'ai.usage.inputTokenDetails.cacheReadTokens'],
    cost: [],
  })
}

function readMessages(span: Span, memory: SourceMemory): void {
  if (span.inputMessages.length === 0) span.inputMessages = messagesAt(span, 'ai.prompt.messages', memory)
  if (span.outputMessages.length > 0) return
  const { attributes } = span
  const calls = parseJson(textAt(attributes, 'ai.response.toolCalls') ?? '[]')
  const [answer] = messagesFromJson({ role: 'assistant', content: [], tool_calls: calls })
  const text = textAt(attributes, 'ai.response.text', 'ai.response.object')
  const toolCalls: ToolCall[] = answer?.toolCalls ?? []
  const reasoning = textAt(attributes, 'ai.response.reasoning')
  if (text === null && toolCalls.length === 0 && reasoning === null) return
  const message: Message = { role: 'assistant', text: text ?? '' }
  if (reasoning !== null) message.reasoning = reasoning
  if (toolCalls.length > 0) message.toolCalls = toolCalls
  span.outputMessages = [memory.shared(message)]
}
