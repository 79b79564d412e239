import type { Span, SpanKind } from '../../../../shared/model/span.ts'
import { parseJson, presentKey, setKind, setUsage, textAt } from '../attribute-reading.ts'
import type { Dialect } from '../dialect.ts'
import { setFlatMessages } from '../flat-messages.ts'
import { messagesAt, splitAt } from '../json-messages.ts'
import type { SourceMemory } from '../source-memory.ts'
import { MESSAGE_LISTS } from './keys.ts'

const KINDS: ReadonlyMap<string, SpanKind> = new Map([
  ['LLM', 'llm'],
  ['EMBEDDING', 'embedding'],
  ['CHAIN', 'chain'],
  ['RETRIEVER', 'retrieval'],
  ['RERANKER', 'reranker'],
  ['TOOL', 'tool'],
  ['AGENT', 'agent'],
  ['GUARDRAIL', 'guardrail'],
  ['EVALUATOR', 'evaluator'],
  ['PROMPT', 'chain'],
])

/** OpenInference. Source: Arize-ai/openinference spec/semantic_conventions.md. */
export const openInference = {
  id: 'openinference',
  markers: [
    'openinference.span.kind',
    'llm.model_name',
    'llm.token_count.prompt',
    'llm.input_messages.0.message.role',
  ],
  translate(span, memory) {
    const { attributes } = span
    const kind = textAt(attributes, 'openinference.span.kind')
    setKind(span, kind === null ? 'llm' : KINDS.get(kind.toUpperCase()))
    span.sessionId ??= textAt(attributes, 'session.id')
    span.userId ??= textAt(attributes, 'user.id')
    span.agentName ??= textAt(attributes, 'agent.name')
    span.promptVersion ??= textAt(attributes, 'llm.prompt_template.version', 'prompt.version')
    if (span.kind === 'tool') {
      span.toolName ??= textAt(attributes, 'tool.name') ?? span.name
      span.toolCallId ??= textAt(attributes, 'tool_call.id', 'tool.id')
    } else if (span.kind === 'llm' || span.kind === 'embedding' || span.kind === 'reranker')
      translateCall(span, memory)
    if (span.kind !== 'llm') splitAt(span, 'input.value', memory)
    span.inputKey ??= presentKey(attributes, 'input.value')
    span.outputKey ??= presentKey(attributes, 'output.value')
  },
} as const satisfies Dialect

function translateCall(span: Span, memory: SourceMemory): void {
  const { attributes } = span
  const asked =
    textAt(attributes, 'llm.request.model_name') ?? modelOf(textAt(attributes, 'llm.invocation_parameters'))
  const used = textAt(attributes, 'llm.model_name', 'embedding.model_name', 'reranker.model_name')
  span.modelRequested ??= asked ?? used
  span.modelAnswered ??= textAt(attributes, 'llm.response.model_name') ?? (asked === null ? null : used)
  span.provider ??= textAt(attributes, 'llm.provider', 'llm.system')
  span.finishReason ??= textAt(attributes, 'llm.finish_reason')
  setUsage(span, {
    input: ['llm.token_count.prompt'],
    output: ['llm.token_count.completion'],
    cached: ['llm.token_count.prompt_details.cache_read'],
    cost: ['llm.cost.total'],
  })
  if (span.kind !== 'llm') return
  setFlatMessages(span, MESSAGE_LISTS, memory)
  if (span.inputMessages.length > 0) splitAt(span, 'input.value', memory)
  else span.inputMessages = messagesAt(span, 'input.value', memory)
}

/** The model that was asked for stands in the call's own parameters; `llm.model_name` is often overwritten by the answer's. */
function modelOf(parameters: string | null): string | null {
  if (parameters === null || !parameters.includes('"model"')) return null
  const parsed = parseJson(parameters)
  if (typeof parsed !== 'object' || parsed === null || !('model' in parsed)) return null
  return typeof parsed.model === 'string' ? parsed.model : null
}
