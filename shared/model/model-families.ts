/** Who makes which models, by the first words of their names in normal form. `source`: where the maker lists them. */
export const MAKERS: readonly { maker: string; names: RegExp; source: string }[] = [
  {
    maker: 'openai',
    names:
      /^(?:gpt-?\d|gpt-oss|chatgpt|o[1-9](?:$|-)|text-embedding-|davinci|codex-|computer-use|omni-|whisper|tts-|dall-e)/,
    source: 'platform.openai.com/docs/models',
  },
  { maker: 'anthropic', names: /^claude/, source: 'docs.anthropic.com/en/docs/about-claude/models' },
  {
    maker: 'google',
    names: /^(?:gemini|gemma|palm|text-bison|chat-bison|learnlm)/,
    source: 'ai.google.dev/gemini-api/docs/models',
  },
  {
    maker: 'meta',
    names: /^(?:meta-)?(?:code-?)?llama/,
    source: 'www.llama.com/docs/model-cards-and-prompt-formats',
  },
  {
    maker: 'mistral',
    names: /^(?:open-)?(?:mistral|mixtral|ministral|magistral|codestral|devstral|pixtral)/,
    source: 'docs.mistral.ai/getting-started/models',
  },
  { maker: 'deepseek', names: /^deepseek/, source: 'api-docs.deepseek.com/quick_start/pricing' },
  {
    maker: 'alibaba',
    names: /^(?:qwen|qwq|qvq)/,
    source: 'www.alibabacloud.com/help/en/model-studio/models',
  },
  { maker: 'xai', names: /^grok/, source: 'docs.x.ai/docs/models' },
  {
    maker: 'amazon',
    names: /^(?:nova-|titan-)/,
    source: 'docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html',
  },
  { maker: 'cohere', names: /^(?:command|c4ai|embed-|rerank-|aya-)/, source: 'docs.cohere.com/docs/models' },
  { maker: 'microsoft', names: /^(?:phi-|wizardlm)/, source: 'ai.azure.com/catalog/publishers/microsoft' },
  { maker: 'moonshot', names: /^(?:kimi|moonshot)/, source: 'platform.moonshot.ai/docs' },
  { maker: 'zhipu', names: /^(?:glm-|chatglm)/, source: 'docs.z.ai/guides/llm' },
  { maker: 'minimax', names: /^(?:minimax|abab)/, source: 'platform.minimax.io/docs' },
  { maker: 'nvidia', names: /^(?:nemotron|nv-)/, source: 'build.nvidia.com/models' },
  { maker: 'ai21', names: /^(?:jamba|j2-)/, source: 'docs.ai21.com/docs/jamba-foundation-models' },
]

/** Other names of a model, in normal form. */
export const ALIASES: ReadonlyMap<string, { model: string; source: string }> = new Map([
  [
    'gpt-35-turbo',
    { model: 'gpt-3.5-turbo', source: 'learn.microsoft.com/azure/ai-services/openai/concepts/models' },
  ],
  [
    'gpt-35-turbo-16k',
    { model: 'gpt-3.5-turbo-16k', source: 'learn.microsoft.com/azure/ai-services/openai/concepts/models' },
  ],
  ['deepseek-v3', { model: 'deepseek-chat', source: 'api-docs.deepseek.com/quick_start/pricing' }],
  ['deepseek-r1', { model: 'deepseek-reasoner', source: 'api-docs.deepseek.com/quick_start/pricing' }],
])
