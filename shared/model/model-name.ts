import { ALIASES, MAKERS } from './model-families.ts'

/** A model's name in normal form. */
export interface ModelName {
  /** Without provider prefix, date, `-latest` and routing suffix: `gpt-4.1-mini`. Empty where nothing was named. */
  name: string
  /** The model line that traffic is split by: `gpt-4.1-mini`, `claude-sonnet-4`, `llama-3.3-70b`. */
  family: string
  /** Who makes it (`openai`, `anthropic`, ...), null for a name no maker is known for, such as an Azure deployment. */
  maker: string | null
  /** The dated or numbered snapshot that was cut off, `2025-04-14`. */
  snapshot: string | null
  /** A router that picks the model itself: whatever answers is what was asked for. */
  router: boolean
}

/** `openrouter/auto`, `gpt-5-chat-router`, `model-router`, `azure/model-router`: any answer is right. */
const ROUTER = /(?:^|[/_-])(?:auto|router|auto-router|autoselect|auto-select)(?:$|[-:@])/

/** Bedrock: `us.anthropic.claude-...-v1:0`, with or without the region. */
const BEDROCK =
  /^(?:(?:us|eu|apac|au|jp|ca|global|us-gov)\.)?(?:anthropic|amazon|meta|mistral|cohere|ai21|deepseek|qwen|openai|writer|stability)\./
const BEDROCK_VERSION = /(?:-v\d{1,3}:\d{1,3}[a-z]?|(?<=^claude[a-z\d-]{0,40})-v\d)$/

/** Endings that say which snapshot of a model it is, longest first. Each is cut at most once a round. */
const SNAPSHOTS: readonly RegExp[] = [
  /[-@](20\d\d-[01]\d-[0-3]\d)$/,
  /[-@](20\d\d[01]\d[0-3]\d)$/,
  /-(preview-[01]\d-20\d\d)$/,
  /-((?:preview|exp)-[01]\d-[0-3]\d)$/,
  /-((?:preview|exp)-?[01]\d[0-3]\d)$/,
  /-([01]\d-20\d\d)$/,
  /-(2[3-9](?:0[1-9]|1[0-2]))$/,
  /-((?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))$/,
  /-(00[1-9])$/,
]
/** Endings that name no other weights. */
const SUFFIXES = /(?:-latest|-preview|-exp|-experimental|@latest|@default)$/
/** Variants of one line: how it is tuned, packed or served. `mini`, `turbo`, `pro` and sizes are other models. */
const VARIANTS = /[-_](?:instruct|it|hf|fp8|fp16|bf16|int4|int8|awq|gptq|gguf|q4_k_m|q8_0|maas)$/
/** Open weights are served as `-turbo`, `-versatile` and the like: there it is a way of serving, not a model. */
const SERVED = /^(?:meta-)?(?:llama|qwen|mixtral|mistral)/

/** Rounds of cutting: `claude-3-5-sonnet-v2@20241022` and the like need three. */
const ROUNDS = 4
/** A longer text is no model's name. */
const NAME_LENGTH = 200

/**
 * The normal form of a model's name as any source writes it. Names of Azure deployments and other aliases cannot be
 * known: they come back as they are, with `maker` null.
 */
export function readModelName(raw: string): ModelName {
  const whole = raw.trim().toLowerCase().slice(0, NAME_LENGTH)
  const router = ROUTER.test(whole)
  let name = whole.slice(whole.lastIndexOf('/') + 1).replace(BEDROCK, '')
  name = name.replace(BEDROCK_VERSION, '')
  // `:free`, `:beta`, `:nitro` (OpenRouter) name a way of serving; `ft:gpt-4o:org::id` and `llama3:8b` do not.
  if (!name.startsWith('ft:'))
    name = name.replace(/:(?:free|beta|nitro|floor|online|extended|thinking|exacto|latest)$/, '')
  name = name.replace(/^(?:azure|openai|anthropic|google|vertex_ai|bedrock)[:.]/, '')
  let snapshot: string | null = null
  for (let round = 0; round < ROUNDS; round++) {
    const before = name
    if (snapshot === null) {
      for (const pattern of SNAPSHOTS) {
        const found = pattern.exec(name)
        if (found === null || found.index === 0) continue
        snapshot = found[1] ?? null
        name = name.slice(0, found.index)
        break
      }
    }
    name = name.replace(SUFFIXES, '').replace(BEDROCK_VERSION, '')
    if (name === before) break
  }
  // Anthropic wrote `claude-3-5-sonnet` before `claude-sonnet-4`; others write `claude-3.5-sonnet` for it.
  name = name.replace(/^claude-(\d{1,2})[.-](\d{1,2})(?=-)/, 'claude-$1-$2')
  name = name.replace(/^(claude-(?:opus|sonnet|haiku)-\d{1,2})\.(\d{1,2})$/, '$1-$2')
  name = ALIASES.get(name)?.model ?? name
  return { name, family: readFamily(name), maker: readMaker(name), snapshot, router }
}

function readMaker(name: string): string | null {
  const base = name.startsWith('ft:') ? name.slice('ft:'.length) : name
  return MAKERS.find(({ names }) => names.test(base))?.maker ?? null
}

function readFamily(name: string): string {
  let family = name.startsWith('ft:') ? name.slice('ft:'.length).split(':')[0]! : name
  for (let round = 0; round < ROUNDS; round++) {
    const before = family
    family = family.replace(VARIANTS, '')
    if (SERVED.test(family)) family = family.replace(/-(?:turbo|lite|chat|instant|versatile)$/, '')
    if (family === before) break
  }
  return family.replace(/^meta-llama/, 'llama').replace(/^llama(?=\d)/, 'llama-')
}

/**
 * Whether an answer by `b` is what was asked for with `a`. An undated name means every snapshot of it; two different
 * dates are two models. Null where it cannot be told: an alias or deployment on either side.
 */
export function sameModel(a: string, b: string): boolean | null {
  const [one, other] = [readModelName(a), readModelName(b)]
  if (one.name === '' || other.name === '') return null
  if (one.router || other.router) return true
  if (one.name === other.name) {
    return one.snapshot === null || other.snapshot === null || plain(one.snapshot) === plain(other.snapshot)
  }
  return one.maker === null || other.maker === null ? null : false
}

/** Whether both are of one model line; null where it cannot be told. */
export function sameFamily(a: string, b: string): boolean | null {
  const [one, other] = [readModelName(a), readModelName(b)]
  if (one.name === '' || other.name === '') return null
  if (one.router || other.router || one.family === other.family) return true
  return one.maker === null || other.maker === null ? null : false
}

function plain(snapshot: string): string {
  return snapshot.replace(/\D/g, '')
}

/**
 * Whether two models come from one maker, as a judge that prefers its own kind does (arXiv 2508.06709); null where one of
 * them is of nobody known.
 */
export function sameMaker(a: string, b: string): boolean | null {
  const [one, other] = [readModelName(a), readModelName(b)]
  if (one.name === '' || other.name === '') return null
  if (one.family === other.family) return true
  return one.maker === null || other.maker === null ? null : one.maker === other.maker
}
