import type { Database } from 'better-sqlite3'
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

interface NamedVersion {
  kind: VersionKind
  label: string
  textId: string | null
  recorded: string | null
}

/** A filter that selects the traces of a version; null where none can. `agent`: the term that selects its agent's. */
export function versionFilter(
  { kind, label, textId, recorded }: NamedVersion,
  agent: string | null,
): string | null {
  const own = termOf({ kind, label, textId, recorded })
  if (own === null || agent === null) return own
  return kind === 'agent' ? agent : `${agent} ${own}`
}

function termOf({ kind, label, textId, recorded }: NamedVersion): string | null {
  switch (kind) {
    case 'prompt':
      if (recorded === label) return `prompt:${quoted(label)}`
      return textId === null ? null : `prompt:${promptLabel(textId)}`
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

/** A term for the traces of an agent, by the name it has in the list of versions; null where nothing bears it. */
export function agentTerms(db: Database): (agent: string) => string | null {
  const named = db.prepare('SELECT 1 FROM trace WHERE agent = ? LIMIT 1')
  const rooted = db.prepare('SELECT 1 FROM trace WHERE agent IS NULL AND name = ? LIMIT 1')
  return (agent) => {
    if (agent === '') return null
    if (named.get(agent) !== undefined) return `agent:${quoted(agent)}`
    return rooted.get(agent) === undefined ? null : `name:${quoted(agent)}`
  }
}

function quoted(text: string): string {
  return /^[\w.:/@-]+$/.test(text) ? text : `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`
}
