import type { Span, SpanKind } from '../../../../shared/model/span.ts'
import { presentKey, setKind, setUsage, textAt } from '../attribute-reading.ts'
import type { Dialect } from '../dialect.ts'
import { setFlatMessages } from '../flat-messages.ts'
import { messagesAt, splitAt } from '../json-messages.ts'
import type { SourceMemory } from '../source-memory.ts'
import { PROMPT_LISTS } from './keys.ts'

const KINDS: ReadonlyMap<string, SpanKind> = new Map([
  ['workflow', 'chain'],
  ['task', 'chain'],
  ['agent', 'agent'],
  ['tool', 'tool'],
  ['chat', 'llm'],
  ['completion', 'llm'],
  ['embedding', 'embedding'],
  ['rerank', 'reranker'],
])
const PROPERTIES = 'traceloop.association.properties.'

/** OpenLLMetry (Traceloop). Source: traceloop/openllmetry semantic conventions for AI. */
export const openLlmetry = {
  id: 'openllmetry',
  markers: [
    'traceloop.span.kind',
    'llm.request.type',
    'gen_ai.prompt.0.role',
    'gen_ai.completion.0.role',
    'traceloop.entity.name',
  ],
  translate(span, memory) {
    const { attributes } = span
    const kind = textAt(attributes, 'traceloop.span.kind', 'llm.request.type')
    setKind(span, KINDS.get(kind?.toLowerCase() ?? (attributes.has('gen_ai.prompt.0.role') ? 'chat' : '')))
    span.sessionId ??= textAt(
      attributes,
      `${PROPERTIES}session_id`,
      `${PROPERTIES}sessionId`,
      `${PROPERTIES}conversation_id`,
      `${PROPERTIES}thread_id`,
    )
    span.userId ??= textAt(attributes, `${PROPERTIES}user_id`, `${PROPERTIES}userId`)
    span.promptVersion ??= textAt(attributes, 'traceloop.prompt.version', 'traceloop.prompt.version_name')
    const entity = textAt(attributes, 'traceloop.entity.name')
    if (span.kind === 'tool') {
      span.toolName ??= textAt(attributes, 'gen_ai.tool.name') ?? entity
      span.toolCallId ??= textAt(attributes, 'gen_ai.tool.call.id')
    } else if (span.kind === 'agent') span.agentName ??= textAt(attributes, 'gen_ai.agent.name') ?? entity
    else if (span.kind === 'llm') translateCall(span, memory)
    else if (span.kind === 'embedding' || span.kind === 'reranker') setCallUsage(span)
    span.inputKey ??= presentKey(attributes, 'traceloop.entity.input')
    span.outputKey ??= presentKey(attributes, 'traceloop.entity.output')
    if (attributes.has('traceloop.entity.input')) splitAt(span, 'traceloop.entity.input', memory)
  },
} as const satisfies Dialect

function translateCall(span: Span, memory: SourceMemory): void {
  const { attributes } = span
  span.modelRequested ??= textAt(attributes, 'gen_ai.request.model')
  span.modelAnswered ??= textAt(attributes, 'gen_ai.response.model')
  span.provider ??= textAt(attributes, 'gen_ai.provider.name', 'gen_ai.system')
  span.finishReason ??= textAt(attributes, 'gen_ai.completion.0.finish_reason')
  setCallUsage(span)
  setFlatMessages(span, PROMPT_LISTS, memory)
  if (span.inputMessages.length === 0 && attributes.has('traceloop.entity.input')) {
    span.inputMessages = messagesAt(span, 'traceloop.entity.input', memory)
  }
  if (span.inputMessages.length > 0) {
    span.inputKey ??= presentKey(attributes, `${PROMPT_LISTS.input}${span.inputMessages.length - 1}.content`)
  }
  span.outputKey ??= presentKey(attributes, `${PROMPT_LISTS.output}0.content`)
}

function setCallUsage(span: Span): void {
  setUsage(span, {
    input: ['gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens'],
    output: ['gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens'],
    cached: ['gen_ai.usage.cache_read_input_tokens', 'gen_ai.usage.cache_read.input_tokens'],
    cost: ['gen_ai.usage.cost'],
  })
}
