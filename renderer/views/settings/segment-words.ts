import { attributeOf, type NAMED_PARTS, type SegmentPart } from '../../../shared/model/segmenter.ts'

type NamedPart = (typeof NAMED_PARTS)[number]

/** What each named part reads, in a word and in a sentence. */
export const PART_WORDS: Record<NamedPart, { name: string; meaning: string }> = {
  agent: { name: 'agent', meaning: 'The agent, or the root span’s name where none is named.' },
  environment: { name: 'environment', meaning: 'Production, staging, …' },
  import: { name: 'import', meaning: 'The import a trace came with.' },
  name: { name: 'root span', meaning: 'The name of the root span.' },
  provider: { name: 'provider', meaning: 'Who serves the model.' },
  user: { name: 'user', meaning: 'The user’s id: only where there are few.' },
  model: { name: 'model family', meaning: 'The model asked for, without date and size of its version.' },
  exact_model: { name: 'exact model', meaning: 'The model asked for, as it is written.' },
  prompt: { name: 'prompt version', meaning: 'The version of the prompt.' },
}

export function partName(part: SegmentPart): string {
  const key = attributeOf(part)
  return key ?? PART_WORDS[part as NamedPart].name
}
