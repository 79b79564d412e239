import { promptLabel, type VersionKind } from '../../shared/model/version.ts'
import type { TextPattern } from '../../shared/filter/filter-node.ts'
import { matchText } from './match-text.ts'
import { type SqlPart, sqlPart } from './sql-part.ts'

/** How found versions are called: prompts and tool sets by their hash, all else by name. */
const LABEL = `CASE kind WHEN 'prompt' THEN 'p-' || substr(template, 1, 6) WHEN 'tools' THEN 't-' || substr(key, 1, 6) ELSE key END`

/** Rows of `version_use` with a version of such a name, of one kind or of any. */
export function usesOf(pattern: TextPattern, kind?: VersionKind): SqlPart {
  const label = matchText(LABEL, pattern)
  const recorded = matchText("nullif(recorded, '')", pattern)
  const isPrompt = kind === undefined ? "kind = 'prompt' AND " : ''
  const ofKind = kind === undefined ? '' : `kind = '${kind}' AND `
  return sqlPart(
    `version_use.version IN (SELECT id FROM found_version WHERE ${ofKind}(${label.sql} OR (${isPrompt}${recorded.sql})))`,
    ...label.values,
    ...recorded.values,
  )
}

/** A filter term that selects the traces of a version; null where there is none. */
export function versionFilter(
  kind: VersionKind,
  label: string,
  { textId, recorded }: { textId: string | null; recorded: string | null },
): string | null {
  switch (kind) {
    case 'prompt': {
      const found = textId === null ? null : `prompt:${promptLabel(textId)}`
      return recorded === null ? found : [`prompt:${quoted(recorded)}`, found].filter(Boolean).join(' ')
    }
    case 'tools':
    case 'model':
    case 'answered':
      return `version:${quoted(label)}`
    case 'provider':
    case 'agent':
      return `${kind}:${quoted(label)}`
    case 'rubric':
    case 'judge':
    default:
      return null
  }
}

function quoted(text: string): string {
  return /^[\w.:/@-]+$/.test(text) ? text : `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`
}
