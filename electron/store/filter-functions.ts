import type { Database } from 'better-sqlite3'
import type { TextPattern } from '../../shared/filter/filter-node.ts'

const prepared = new WeakSet<Database>()

/** Gives a connection the SQL functions that `filterSql` uses. */
export function addFilterFunctions(db: Database): void {
  if (prepared.has(db)) return
  prepared.add(db)
  db.function('text_matches', { deterministic: true }, (source, flags, text) =>
    typeof text === 'string' && regexOf(String(source), String(flags)).test(text) ? 1 : 0,
  )
  db.function('text_contains', { deterministic: true }, (text, needle) =>
    typeof text === 'string' && typeof needle === 'string' && text.toLowerCase().includes(needle) ? 1 : 0,
  )
  db.function('file_matches', { deterministic: true }, (path, source, flags) =>
    typeof path === 'string' &&
    namesOf(path).some((name) => regexOf(String(source), String(flags)).test(name))
      ? 1
      : 0,
  )
}

/** A path by every name a person may use for it: whole, the file, the archive, the archive's entry. */
function namesOf(path: string): string[] {
  return [path, ...path.split('!').flatMap((part) => [part, part.split(/[/\\]/).at(-1) ?? part])]
}

const regexes = new Map<string, RegExp>()

/** A regular expression, made once. */
export function regexOf(source: string, flags: string): RegExp {
  const key = `${flags}/${source}`
  const known = regexes.get(key)
  if (known) return known
  if (regexes.size > 100) regexes.clear()
  const made = new RegExp(source, flags)
  regexes.set(key, made)
  return made
}

/** A pattern as a regex that must match the whole text, save for one that was written as a regex. */
export function wholeRegex(pattern: TextPattern): { source: string; flags: string } {
  if (pattern.type === 'regex') return pattern
  const parts = pattern.type === 'exact' ? [pattern.text] : pattern.text.split('*')
  return { source: `^${parts.map(escaped).join('.*')}$`, flags: 's' }
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}
