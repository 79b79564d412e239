import type { Span, SpanKind } from '../../../../shared/model/span.ts'
import { firstText, presentKey, setKind, setUsage, textAt } from '../attribute-reading.ts'
import type { Dialect } from '../dialect.ts'
import { answerAt, messagesAt, splitAt } from '../json-messages.ts'
import type { SourceMemory } from '../source-memory.ts'
import { readEventMessages } from './events.ts'

const OPERATIONS: ReadonlyMap<string, SpanKind> = new Map([
  ['chat', 'llm'],
  ['completion', 'llm'],
  ['generate_content', 'llm'],
  ['text_completion', 'llm'],
  ['call_llm', 'llm'],
  ['message', 'llm'],
  ['responses', 'llm'],
  ['embeddings', 'embedding'],
  ['embedding', 'embedding'],
  ['retrieval', 'retrieval'],
  ['rerank', 'reranker'],
  ['create_agent', 'agent'],
  ['invoke_agent', 'agent'],
  ['invoke_workflow', 'chain'],
  ['plan', 'chain'],
  ['execute_tool', 'tool'],
  ['evaluate', 'evaluator'],
  ['guardrail', 'guardrail'],
])

/**
 * OpenTelemetry GenAI semantic conventions, both generations, with the keys Google ADK adds.
 * Source: open-telemetry/semantic-conventions-genai, and semantic-conventions up to 1.41.
 */
export const genAi = {
  id: 'gen_ai',
  markers: [
    'gen_ai.operation.name',
    'gen_ai.system',
    'gen_ai.provider.name',
    'gen_ai.request.model',
    'gen_ai.tool.name',
    'gen_ai.agent.name',
    'gen_ai.conversation.id',
  ],
  translate(span, memory) {
    const { attributes } = span
    setKind(span, kindOf(span))
    span.sessionId ??= textAt(attributes, 'gen_ai.conversation.id', 'gcp.vertex.agent.session_id')
    span.agentName ??= textAt(attributes, 'gen_ai.agent.name')
    span.promptVersion ??= textAt(attributes, 'gen_ai.prompt.version')
    if (span.kind === 'tool') translateTool(span)
    else if (span.kind !== 'other') translateCall(span, memory)
  },
} as const satisfies Dialect

function kindOf({ attributes, name }: Span): SpanKind | undefined {
  const operation = textAt(attributes, 'gen_ai.operation.name')
  const known = operation === null ? undefined : OPERATIONS.get(operation.toLowerCase())
  if (known) return known
  if (operation !== null && operation.includes('memory')) return 'chain'
  if (attributes.has('gen_ai.tool.name')) return 'tool'
  const model = attributes.has('gen_ai.request.model') || attributes.has('gen_ai.response.model')
  if (model || attributes.has('gen_ai.usage.input_tokens')) return /embed/i.test(name) ? 'embedding' : 'llm'
  return attributes.has('gen_ai.agent.name') && name.startsWith('invoke_agent') ? 'agent' : undefined
}

function translateTool(span: Span): void {
  const { attributes } = span
  span.toolName ??= textAt(attributes, 'gen_ai.tool.name') ?? nameAfter(span.name, 'execute_tool ')
  span.toolCallId ??= textAt(attributes, 'gen_ai.tool.call.id')
  span.inputKey ??= presentKey(attributes, 'gen_ai.tool.call.arguments', 'gcp.vertex.agent.tool_call_args')
  span.outputKey ??= presentKey(attributes, 'gen_ai.tool.call.result', 'gcp.vertex.agent.tool_response')
}

function nameAfter(name: string, prefix: string): string | null {
  return name.startsWith(prefix) ? name.slice(prefix.length) : null
}

function translateCall(span: Span, memory: SourceMemory): void {
  const { attributes } = span
  span.modelRequested ??= textAt(attributes, 'gen_ai.request.model')
  span.modelAnswered ??= textAt(attributes, 'gen_ai.response.model')
  span.provider ??= textAt(attributes, 'gen_ai.provider.name', 'gen_ai.system')
  span.finishReason ??= firstText(attributes.get('gen_ai.response.finish_reasons'))
  setUsage(span, {
    input: ['gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens'],
    output: ['gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens'],
    cached: ['gen_ai.usage.cache_read.input_tokens', 'gen_ai.usage.cache_read_input_tokens'],
    cost: ['gen_ai.usage.cost', 'gen_ai.usage.total_cost'],
  })
  if (span.kind === 'llm') readMessages(span, memory)
  else {
    splitAt(span, 'gen_ai.input.messages', memory)
    splitAt(span, 'gen_ai.output.messages', memory)
  }
  span.inputKey ??= presentKey(attributes, 'gen_ai.input.messages', 'gcp.vertex.agent.llm_request')
  span.outputKey ??= presentKey(attributes, 'gen_ai.output.messages', 'gcp.vertex.agent.llm_response')
}

function readMessages(span: Span, memory: SourceMemory): void {
  const { attributes } = span
  if (span.inputMessages.length === 0) {
    const system = attributes.has('gen_ai.system_instructions') ? systemMessages(span, memory) : []
    const messages = messagesAt(span, 'gen_ai.input.messages', memory)
    span.inputMessages = system.length > 0 ? [...system, ...messages] : messages
  }
  if (span.outputMessages.length === 0) span.outputMessages = answerAt(span, 'gen_ai.output.messages', memory)
  if (span.events.length > 0) readEventMessages(span, memory)
  if (span.inputMessages.length === 0 && attributes.has('gcp.vertex.agent.llm_request')) {
    span.inputMessages = messagesAt(span, 'gcp.vertex.agent.llm_request', memory)
    const answer = attributes.get('gcp.vertex.agent.llm_response')
    if (span.outputMessages.length === 0 && typeof answer === 'string') {
      span.outputMessages = memory
        .messagesOf(answer)
        .filter(({ role, text, toolCalls }) => role !== 'unknown' || text || toolCalls)
    }
  }
}

/** System instructions stand beside the messages: text, or parts without a role. */
function systemMessages(span: Span, memory: SourceMemory): readonly { role: string; text: string }[] {
  const value = textAt(span.attributes, 'gen_ai.system_instructions')
  if (value !== null && !value.trimStart().startsWith('['))
    return [memory.shared({ role: 'system', text: value })]
  const parts = messagesAt(span, 'gen_ai.system_instructions', memory)
  const text = parts.map((part) => part.text).join('\n\n')
  return text === '' ? [] : [memory.shared({ role: 'system', text })]
}
