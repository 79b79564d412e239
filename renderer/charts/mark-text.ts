import type { Mark } from '../../shared/contract/shifts.ts'

/** Longer names of versions, e.g. hashes, would cover the chart. */
const LONGEST = 22

/** What a mark is called: models, providers and judges by their name alone, prompts and rubrics with the word before. */
export function markText({ kind, label }: Pick<Mark, 'kind' | 'label'>): string {
  const name = label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label
  const bare = kind === 'model' || kind === 'provider' || label.startsWith(kind)
  return bare ? name : `${kind} ${name}`
}
