import type { SpanKind } from '../../../../shared/model/span.ts'

/** Kinds that an op declares (`@weave.op(kind=...)`). */
const DECLARED: ReadonlyMap<unknown, SpanKind> = new Map<string, SpanKind>([
  ['llm', 'llm'],
  ['agent', 'agent'],
  ['tool', 'tool'],
  ['search', 'retrieval'],
  ['retriever', 'retrieval'],
  ['embedding', 'embedding'],
  ['scorer', 'evaluator'],
  ['guardrail', 'guardrail'],
])

/** Ops of Weave's integrations, by the whole of their name. Source: weave/integrations. */
const MODEL_CALLS = [
  /^openai\.(?:beta\.)?(?:async\.)?(?:chat\.completions|responses|completions)(?:\.|$)/i,
  /^(?:async_?)?anthropic\.(?:lib\.|beta\.|resources\.)*(?:async)?(?:messages|completions)(?:\.|$)/i,
  /^(?:mistralai|groq|cerebras|cohere|huggingface_hub|vertexai|google|writerai|together|fireworks)\.(?!.*embed)/i,
  /^(?:litellm)\.a?(?:text_)?completion(?:\.|$)/i,
  /^(?:BedrockRuntime|bedrock)\.(?:converse|invoke)/i,
  /^langchain\.(?:Llm|ChatModel)\./i,
  /(?:^|\.)chat\.completions\.create$/i,
]

const NAMED: readonly [RegExp, SpanKind][] = [
  [/^langchain\.Tool\./i, 'tool'],
  [/^langchain\.Retriever\./i, 'retrieval'],
  [/^langchain\.(?:Chain|Prompt|Parser)\./i, 'chain'],
  [/(?:^|\.)score$|^Evaluation\.summarize$/i, 'evaluator'],
  [/(?:^|[._])embed(?:ding|dings)?(?:[._]|$)/i, 'embedding'],
  [/(?:^|[._])(?:retriever|retrieve|rerank)(?:[._]|$)/i, 'retrieval'],
  [/(?:^|[._])(?:call_tool|tool_call|run_tool|execute_tool|tool)(?:[._]|$)/i, 'tool'],
  [/(?:^|[._-])agent(?:[._-]|$)|Agent(?:\.|$)/, 'agent'],
]

/** What a call is by what its op declares or is called; null where neither tells. */
export function kindOfOp(name: string, declared: unknown): SpanKind | null {
  const kind = DECLARED.get(declared)
  if (kind !== undefined) return kind
  if (MODEL_CALLS.some((pattern) => pattern.test(name))) return 'llm'
  return NAMED.find(([pattern]) => pattern.test(name))?.[1] ?? null
}

/** The name of a tool without the integration that recorded it. */
export function toolNameOf(op: string): string {
  return op.replace(/^langchain\.Tool\./i, '')
}
