import type { Mark } from '../contract/shifts.ts'

/** Longer names of versions, e.g. hashes, would cover the chart. */
const LONGEST = 22

const WORDS: Partial<Record<Mark['kind'], string>> = { tools: 'tools', answered: 'answered by' }

/** What a mark is called: models and providers by their name alone, all else with the word before. */
export function markText({ kind, label }: Pick<Mark, 'kind' | 'label'>): string {
  const name = label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label
  const bare = kind === 'model' || kind === 'provider' || label.startsWith(kind)
  return bare ? name : `${WORDS[kind] ?? kind} ${name}`
}
