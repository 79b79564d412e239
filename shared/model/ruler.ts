import type { EvaluatorKind, Score } from './score.ts'

/**
 * What a score was made with. Scores of two rulers are never summed: a changed rubric or judge moves them while the agent
 * stays as it was.
 */
export interface Ruler {
  score: string
  kind: EvaluatorKind | null
  /** Model or name of the evaluator; null for people, who are one ruler together. */
  judge: string | null
  /** What the source holds of how the judge was called: `temperature 0, top_p 1`. */
  parameters: string | null
  judgePrompt: string | null
  rubric: string | null
  rubricVersion: string | null
}

export type ScoreFacts = Pick<Score, 'name' | 'evaluatorKind' | 'judge' | 'rubric' | 'rubricVersion' | 'raw'>

/** The ruler of a score. Two scores of people differ by rubric only: who of them judged is no other ruler. */
export function rulerOf({ name, evaluatorKind, judge, rubric, rubricVersion, raw }: ScoreFacts): Ruler {
  const terms = evaluatorKind === 'human' ? NO_TERMS : judgeTerms(raw)
  return {
    score: name,
    kind: evaluatorKind,
    judge: evaluatorKind === 'human' ? null : judge,
    // Code has no temperature: what it calls so is a finding of its own.
    parameters: evaluatorKind === 'code' ? null : terms.parameters,
    // Some sources know one version only, which importers take for the rubric's.
    judgePrompt: terms.prompt === rubricVersion ? null : terms.prompt,
    rubric,
    rubricVersion,
  }
}

/** A stable id: the fields as JSON. */
export function rulerId(ruler: Ruler): string {
  const { score, kind, judge, parameters, judgePrompt, rubric, rubricVersion } = ruler
  return JSON.stringify([score, kind, judge, parameters, judgePrompt, rubric, rubricVersion])
}

/** `rubric helpfulness 3 by gpt-4.1 (temperature 0)`: what sets it apart from others of the same score. */
export function rulerName({ kind, judge, parameters, judgePrompt, rubric, rubricVersion }: Ruler): string {
  const version = rubricVersion === null ? null : shortVersion(rubricVersion)
  const scale =
    rubric === null
      ? version === null
        ? 'no rubric named'
        : `rubric version ${version}`
      : `rubric ${rubric}${version === null ? '' : ` ${version}`}`
  const by = judge ?? (kind === null ? null : BY_KIND[kind])
  const details = [parameters, judgePrompt === null ? null : `prompt ${shortVersion(judgePrompt)}`]
  const told = details.filter((detail) => detail !== null).join(', ')
  return `${scale}${by === null ? '' : ` by ${by}`}${told === '' ? '' : ` (${told})`}`
}

/** The names of two rulers by what they differ in, where one judge used two rubrics. */
export function rulerNames(a: Ruler, b: Ruler): [string, string] {
  const isSameJudge = (['kind', 'judge', 'parameters', 'judgePrompt'] as const).every(
    (field) => a[field] === b[field],
  )
  const short = { kind: null, judge: null, parameters: null, judgePrompt: null }
  return isSameJudge
    ? [rulerName({ ...a, ...short }), rulerName({ ...b, ...short })]
    : [rulerName(a), rulerName(b)]
}

const BY_KIND: Record<EvaluatorKind, string> = { human: 'people', code: 'code', llm: 'a model' }

/** Versions that are hashes are told apart by their beginning. */
const VERSION_LENGTH = 12
function shortVersion(version: string): string {
  return version.length > VERSION_LENGTH && /^[\da-f]+$/i.test(version)
    ? version.slice(0, VERSION_LENGTH)
    : version
}

interface JudgeTerms {
  parameters: string | null
  prompt: string | null
}

const NO_TERMS: JudgeTerms = { parameters: null, prompt: null }

/** A seed or a token limit may be another in every call; these change what a judge says. */
const PARAMETERS = ['temperature', 'top_p', 'top_k', 'reasoning_effort', 'thinking_budget']
const PROMPT_KEYS = [
  'judge_prompt_version',
  'judge_prompt_hash',
  'evaluator_prompt_version',
  'evaluator_version',
  'prompt_version',
]
/** Where sources put them, beside the score's own members. */
const BAGS = [
  'metadata',
  'judge_parameters',
  'judge_params',
  'model_parameters',
  'modelParameters',
  'invocation_parameters',
  'parameters',
]
/** Anything longer carries a payload; its terms stand in the first members all the same, and parsing it is paid once. */
const MENTIONS = /temperature|top_p|top_k|topP|topK|reasoning_effort|thinking_budget|version|prompt_hash/

/** The names a source may give a fact: as it is, with `judge_` before it, and in camel case. */
function spellingsOf(key: string): string[] {
  return [key, `judge_${key}`, key.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())]
}
const PARAMETER_KEYS = PARAMETERS.map((key) => ({ key, spellings: spellingsOf(key) }))
const PROMPT_SPELLINGS = PROMPT_KEYS.flatMap(spellingsOf)

/** What judges say beside their scores is mostly the same text again and again. */
const REMEMBERED = 256
const remembered = new Map<string, JudgeTerms>()

/** Parameters and prompt version of the judge, from what the source says beside the score (JSON text). */
function judgeTerms(raw: string | null): JudgeTerms {
  if (raw === null || !MENTIONS.test(raw)) return NO_TERMS
  const known = remembered.get(raw)
  if (known) return known
  const bags = bagsOf(raw)
  const told = PARAMETER_KEYS.flatMap(({ key, spellings }) => {
    const value = firstOf(bags, spellings)
    return value === null ? [] : [`${key} ${value}`]
  })
  const terms = {
    parameters: told.length === 0 ? null : told.join(', '),
    prompt: firstOf(bags, PROMPT_SPELLINGS),
  }
  if (remembered.size >= REMEMBERED) remembered.clear()
  if (raw.length <= LONGEST_REMEMBERED) remembered.set(raw, terms)
  return terms
}
const LONGEST_REMEMBERED = 2000

function firstOf(bags: readonly Record<string, unknown>[], keys: readonly string[]): string | null {
  for (const key of keys) {
    for (const bag of bags) {
      const value = bag[key]
      if (typeof value === 'number' || (typeof value === 'string' && value !== '')) return String(value)
    }
  }
  return null
}

function bagsOf(raw: string): Record<string, unknown>[] {
  const whole = openObject(raw)
  if (whole === null) return []
  const inner = BAGS.map((key) => openObject(whole[key])).filter((bag) => bag !== null)
  // Phoenix and the like: parameters inside the metadata.
  const deeper = inner.flatMap((bag) => BAGS.map((key) => openObject(bag[key])))
  return [whole, ...inner, ...deeper.filter((bag) => bag !== null)]
}

function openObject(value: unknown): Record<string, unknown> | null {
  let opened = value
  if (typeof value === 'string') {
    if (!value.trimStart().startsWith('{')) return null
    try {
      opened = JSON.parse(value)
    } catch {
      return null
    }
  }
  return typeof opened === 'object' && opened !== null && !Array.isArray(opened)
    ? (opened as Record<string, unknown>)
    : null
}
