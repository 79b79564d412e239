import type { VersionKind } from '../../shared/model/version.ts'

/** Longer names of versions, e.g. hashes, would cover a chart. */
const LONGEST = 22

const WORDS: Partial<Record<VersionKind, string>> = { tools: 'tools', answered: 'answered by' }

/** What a version is called: models and providers by their name alone, all else with the word before. */
export function versionText(kind: VersionKind, label: string, isShort = false): string {
  const name = isShort && label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label
  const isBare = kind === 'model' || kind === 'provider' || label.startsWith(kind)
  return isBare ? name : `${WORDS[kind] ?? kind} ${name}`
}
